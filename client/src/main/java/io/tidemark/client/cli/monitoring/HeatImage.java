package io.tidemark.client.cli.monitoring;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A heat map as a picture: a row of squares a component, a square a bucket. Red is nothing, green is all; what was estimated
 * fills its share of the square from below in blue.
 *
 * <pre>
 *   title
 *             04-01     04-06     04-11      every so many buckets, so that no label runs into the next
 *   mc1       ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■
 *   mc2       ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■      every so many rows
 *   legend
 * </pre>
 */
final class HeatImage {

    /** Components in one picture. */
    static final int ROWS_MAX = 20_000;

    private static final int PIXELS_MAX = 40_000_000;
    private static final int SIDE_MAX = 16;
    private static final int SIDE_WITH_EDGE = 6;
    private static final int MARGIN = 8;
    private static final int LINE = 15;
    private static final int ID_CHARS_MAX = 40;
    private static final int BACKGROUND = 0xFFFFFF;
    private static final int ESTIMATED = 0x3C6EC8;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    private final List<CoverageRow> rows;
    private final CoverageAxis axis;
    private final int side;
    private final int columns;

    private HeatImage(List<CoverageRow> rows, CoverageAxis axis) {
        this.rows = rows;
        this.axis = axis;
        this.columns = axis.size();
        this.side = Math.max(1, Math.min(SIDE_MAX, (int) Math.sqrt((double) PIXELS_MAX / columns / rows.size())));
    }

    /**
     * Writes a PNG file.
     *
     * @param rows at least one
     * @param axis the buckets of all rows together
     * @return whether it has labels; a Java runtime without fonts cannot draw any
     */
    static boolean write(List<CoverageRow> rows, CoverageAxis axis, Path file) throws IOException {
        HeatImage heat = new HeatImage(rows, axis);
        BufferedImage image;
        boolean isLabelled = true;
        try {
            image = heat.labelled();
        } catch (LinkageError | InternalError | RuntimeException noFonts) {
            // A runtime on a machine without any font library fails in its own ways at the first letter.
            image = heat.bare();
            isLabelled = false;
        }
        try (var out = Files.newOutputStream(file)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this JDK writes no PNG");
            }
        }
        return isLabelled;
    }

    private BufferedImage bare() {
        BufferedImage image = new BufferedImage(columns * side, rows.size() * side, BufferedImage.TYPE_INT_RGB);
        squares(image, 0, 0);
        return image;
    }

    private BufferedImage labelled() {
        FontMetrics metrics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                .createGraphics()
                .getFontMetrics(FONT);
        int rowStep = Math.max(1, (LINE + side - 1) / side);
        int ids = 0;
        for (int y = 0; y < rows.size(); y += rowStep) {
            ids = Math.max(ids, metrics.stringWidth(id(y)));
        }
        int left = MARGIN + ids + MARGIN;
        int top = MARGIN + 2 * LINE + 4;
        int legend = top + rows.size() * side + MARGIN;
        String title = axis.title();
        int width = left + Math.max(columns * side, HeatLegend.width(metrics)) + MARGIN;
        BufferedImage image = new BufferedImage(
                Math.max(width, MARGIN + metrics.stringWidth(title) + MARGIN),
                legend + LINE + MARGIN,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setFont(FONT);
        graphics.setColor(Color.BLACK);
        graphics.drawString(title, MARGIN, MARGIN + metrics.getAscent());
        buckets(graphics, metrics, left, top);
        for (int y = 0; y < rows.size(); y += rowStep) {
            int middle = top + y * side + Math.max(side, LINE) / 2;
            graphics.drawString(
                    id(y), left - MARGIN - metrics.stringWidth(id(y)), middle + metrics.getAscent() / 2 - 1);
        }
        HeatLegend.draw(graphics, metrics, left, legend);
        graphics.dispose();
        squares(image, left, top);
        return image;
    }

    /** A label and a tick at every so many buckets. */
    private void buckets(Graphics2D graphics, FontMetrics metrics, int left, int top) {
        int widest = metrics.stringWidth(axis.label(0)) + MARGIN;
        int step = Math.max(1, (widest + side - 1) / side);
        for (int x = 0; x < columns; x += step) {
            graphics.drawString(axis.label(x), left + x * side, top - 5);
            graphics.fillRect(left + x * side, top - 4, 1, 4);
        }
    }

    private String id(int row) {
        String id = rows.get(row).component();
        return id.length() <= ID_CHARS_MAX ? id : id.substring(0, ID_CHARS_MAX - 1) + '…';
    }

    private void squares(BufferedImage image, int left, int top) {
        for (int y = 0; y < rows.size(); y++) {
            CoverageRow row = rows.get(y);
            int[] columnOf = axis.columns(row);
            for (int x = 0; x < columns; x++) {
                int bucket = columnOf[x];
                square(image, left + x * side, top + y * side, bucket < 0 ? null : row, bucket);
            }
        }
    }

    private void square(BufferedImage image, int left, int top, CoverageRow row, int bucket) {
        int colour = row == null ? BACKGROUND : colour(row.shade(bucket));
        int estimated = row == null ? 0 : row.estimatedShare(bucket) * side / 100;
        int drawn = side >= SIDE_WITH_EDGE ? side - 1 : side;
        for (int y = 0; y < drawn; y++) {
            for (int x = 0; x < drawn; x++) {
                image.setRGB(left + x, top + y, y >= drawn - estimated ? ESTIMATED : colour);
            }
        }
        for (int i = 0; i < side && drawn < side; i++) {
            image.setRGB(left + drawn, top + i, BACKGROUND);
            image.setRGB(left + i, top + drawn, BACKGROUND);
        }
    }

    /** From red over yellow to green; white where nothing was expected. */
    static int colour(int shade) {
        if (shade == CoverageRow.NOTHING_EXPECTED) {
            return BACKGROUND;
        }
        int red = Math.min(220, (100 - shade) * 440 / 100);
        int green = Math.min(180, shade * 360 / 100);
        return red << 16 | green << 8 | 40;
    }

    /** The colour of what was estimated. */
    static Color estimatedColour() {
        return new Color(ESTIMATED);
    }
}
