package io.tidemark.client.cli;

import java.io.PrintWriter;
import java.util.Comparator;

/** What {@code tidemark} alone prints: every command in its group, one line each. */
final class CommandListing {

    private CommandListing() {}

    static void print(PrintWriter out) {
        out.println("Usage: tidemark COMMAND [OPTIONS]");
        int width = CommandCatalog.ENTRIES.stream()
                .mapToInt(entry -> entry.name().length())
                .max()
                .orElse(0);
        for (CommandGroup group : CommandGroup.values()) {
            boolean headed = false;
            for (CommandCatalog.Entry entry : CommandCatalog.ENTRIES) {
                if (entry.group() == group) {
                    if (!headed) {
                        out.println();
                        out.println(group.heading());
                        headed = true;
                    }
                    out.printf("  %-" + width + "s  %s%n", entry.name(), entry.summary());
                }
            }
        }
        out.println();
        out.println("tidemark COMMAND --help tells more about a command and gives an example.");
        out.println("The server is asked at 127.0.0.1:7411 unless --server or TIDEMARK_SERVER names another.");
        out.flush();
    }

    /** The command whose name is most like a mistyped one; empty when none is near. */
    static String nearest(String typed) {
        return CommandCatalog.ENTRIES.stream()
                .map(CommandCatalog.Entry::name)
                .min(Comparator.comparingInt(name -> distance(name, typed)))
                .filter(name -> distance(name, typed) <= 2)
                .orElse("");
    }

    /** Letters to insert, drop or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
