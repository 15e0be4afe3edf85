package io.tidemark.server.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs of a target that are kept: a text file of resources, an input a line, in base 64. A line that begins with #
 * says why what follows is kept.
 *
 * <p>{@code java … FuzzCorpus TARGET DIRECTORY} writes such lines of the files of a directory, such as one that Jazzer's
 * {@code -merge=1} made.
 */
final class FuzzCorpus {

    private FuzzCorpus() {}

    /** The seeds and what was kept. */
    static List<byte[]> of(FuzzTarget target) throws IOException {
        List<byte[]> inputs = new ArrayList<>(target.seeds());
        try (InputStream kept = FuzzCorpus.class.getResourceAsStream("/fuzz/" + target.corpus() + ".txt")) {
            if (kept != null) {
                new String(kept.readAllBytes(), StandardCharsets.US_ASCII)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .forEach(line -> inputs.add(Base64.getDecoder().decode(line)));
            }
        }
        return inputs;
    }

    /** Writes seeds and what was kept as files, as Jazzer wants them. */
    static void unpack(FuzzTarget target, Path directory) throws IOException {
        Files.createDirectories(directory);
        int number = 0;
        for (byte[] input : of(target)) {
            Files.write(directory.resolve("kept-" + number++), input);
        }
    }

    /** An input as a line. */
    static String line(byte[] input) {
        return Base64.getEncoder().encodeToString(input);
    }

    /** Writes the lines of a directory's files that are neither seeds nor kept already, the shortest first. */
    public static void main(String[] arguments) throws IOException {
        List<byte[]> known = of(FuzzTarget.of(arguments[0]));
        List<byte[]> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
            for (Path file : files.sorted().toList()) {
                byte[] input = Files.readAllBytes(file);
                if (known.stream().noneMatch(other -> Arrays.equals(other, input))) {
                    found.add(input);
                }
            }
        }
        found.sort(Comparator.<byte[]>comparingInt(input -> input.length).thenComparing(Arrays::compare));
        found.forEach(input -> System.out.println(line(input)));
    }
}
