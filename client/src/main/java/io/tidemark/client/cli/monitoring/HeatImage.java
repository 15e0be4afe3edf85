package io.tidemark.client.cli.monitoring;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** A heat map as a picture: a row of squares a component, a square a bucket; red is nothing, green is all. */
final class HeatImage {

    /** Components in one picture. */
    static final int ROWS_MAX = 20_000;

    private static final int SQUARES_MAX = 40_000_000;
    private static final int BACKGROUND = 0xFFFFFF;

    private HeatImage() {}

    /**
     * Writes a PNG file.
     *
     * @param rows at least one
     */
    static void write(List<CoverageRow> rows, Path file) throws IOException {
        int buckets = rows.stream().mapToInt(row -> row.counts().length).max().orElse(1);
        int side = Math.max(1, Math.min(8, (int) Math.sqrt((double) SQUARES_MAX / buckets / rows.size())));
        BufferedImage image = new BufferedImage(buckets * side, rows.size() * side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < rows.size(); y++) {
            for (int x = 0; x < buckets; x++) {
                boolean isThere = x < rows.get(y).counts().length;
                fill(image, x * side, y * side, side, isThere ? colour(rows.get(y), x) : BACKGROUND);
            }
        }
        try (var out = Files.newOutputStream(file)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this JDK writes no PNG");
            }
        }
    }

    private static void fill(BufferedImage image, int left, int top, int side, int colour) {
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                image.setRGB(x, y, colour);
            }
        }
    }

    /** From red over yellow to green. */
    static int colour(CoverageRow row, int bucket) {
        int shade = row.shade(bucket);
        if (shade == CoverageRow.NOTHING_EXPECTED) {
            return BACKGROUND;
        }
        int red = Math.min(220, (100 - shade) * 440 / 100);
        int green = Math.min(180, shade * 360 / 100);
        return red << 16 | green << 8 | 40;
    }
}
