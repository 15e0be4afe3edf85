package io.tidemark.client.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeatImageTest {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final int WHITE = 0xFFFFFF;

    @TempDir
    private Path directory;

    /** Four days from 1 April 2024: all there, half there and half estimated, nothing there, nothing expected. */
    private static CoverageRow row(String id, ZoneId zone) {
        int[][] counts = {{24, 24, 0, 0, 0}, {24, 8, 4, 12, 0}, {24, 0, 0, 0, 24}, {0, 0, 0, 0, 0}};
        return new CoverageRow(id, zone, days(zone, "2024-04-01", "2024-04-02", "2024-04-03", "2024-04-04"), counts);
    }

    private static long[] days(ZoneId zone, String... dates) {
        long[] from = new long[dates.length];
        for (int i = 0; i < dates.length; i++) {
            from[i] = java.time.LocalDate.parse(dates[i])
                    .atStartOfDay(zone)
                    .toInstant()
                    .toEpochMilli();
        }
        return from;
    }

    @Test
    void a_day_stands_in_one_column_whatever_the_zone() {
        CoverageRow east = row("east", STOCKHOLM);
        // A range that begins at midnight in Stockholm cuts the end of 31 March off in New York.
        long cut = Instant.parse("2024-03-31T22:00:00Z").toEpochMilli();
        long[] from = days(NEW_YORK, "2024-03-31", "2024-04-01", "2024-04-02");
        from[0] = cut;
        CoverageRow west = new CoverageRow(
                "west", NEW_YORK, from, new int[][] {{6, 6, 0, 0, 0}, {24, 24, 0, 0, 0}, {24, 0, 0, 0, 24}});
        CoverageAxis axis = CoverageAxis.of(List.of(east, west), false);
        assertThat(axis.size()).isEqualTo(5);
        assertThat(axis.label(0)).isEqualTo("03-31");
        assertThat(axis.columns(east)).containsExactly(-1, 0, 1, 2, 3);
        assertThat(axis.columns(west)).containsExactly(0, 1, 2, -1, -1);
        assertThat(axis.title()).isEqualTo("Coverage by day, 2024-03-31 to 2024-04-04");
        HeatLine line = new HeatLine(List.of(east, west), axis);
        assertThat(line.heading()).isEqualTo(" ".repeat(25) + "03-31");
        assertThat(line.of(east)).isEqualTo(String.format("%-25s", "east") + " █▒·   50.0 %");
        assertThat(line.of(west)).isEqualTo(String.format("%-25s", "west") + "██·    55.5 %");
    }

    @Test
    void months_are_named_by_year_and_month() {
        CoverageRow row = new CoverageRow("mc1", STOCKHOLM, days(STOCKHOLM, "2024-01-15", "2024-02-01"), new int[][] {
            {1, 1, 0, 0, 0}, {1, 0, 0, 1, 0}
        });
        CoverageAxis axis = CoverageAxis.of(List.of(row), true);
        assertThat(axis.label(0)).isEqualTo("2024-01");
        assertThat(axis.title()).isEqualTo("Coverage by month, 2024-01 to 2024-02");
        assertThat(new HeatLine(List.of(row), axis).of(row)).endsWith("█~  50.0 %");
    }

    @Test
    void squares_are_green_red_blue_from_below_or_white() throws IOException {
        CoverageRow row = row("a component with a name", STOCKHOLM);
        Path file = directory.resolve("map.png");
        boolean isLabelled = HeatImage.write(List.of(row, row), CoverageAxis.of(List.of(row), false), file);
        BufferedImage image = ImageIO.read(file.toFile());
        int left = isLabelled ? left(image) : 0;
        int top = isLabelled ? top(image, left) : 0;
        int[][] expected = {
            {HeatImage.colour(100), HeatImage.colour(100)},
            {HeatImage.colour(50), HeatImage.estimatedColour().getRGB() & WHITE},
            {HeatImage.colour(0), HeatImage.colour(0)},
            {WHITE, WHITE}
        };
        for (int y = 0; y < 2; y++) {
            for (int x = 0; x < 4; x++) {
                assertThat(pixel(image, left + 16 * x + 2, top + 16 * y + 2)).isEqualTo(expected[x][0]);
                assertThat(pixel(image, left + 16 * x + 2, top + 16 * y + 13)).isEqualTo(expected[x][1]);
            }
        }
        if (isLabelled) {
            assertThat(isDrawnOn(image, 0, 0, image.getWidth(), top))
                    .as("title and dates")
                    .isTrue();
            assertThat(isDrawnOn(image, 0, top, left, top + 16)).as("id").isTrue();
            assertThat(isDrawnOn(image, left, top + 32, image.getWidth(), image.getHeight()))
                    .as("legend")
                    .isTrue();
        }
    }

    private static int pixel(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & WHITE;
    }

    /** The first square is the first full green in reading order of columns; the legend's comes after it. */
    private static int left(BufferedImage image) {
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                if (pixel(image, x, y) == HeatImage.colour(100)) {
                    return x;
                }
            }
        }
        throw new AssertionError("no square is green");
    }

    private static int top(BufferedImage image, int left) {
        for (int y = 0; y < image.getHeight(); y++) {
            if (pixel(image, left, y) == HeatImage.colour(100)) {
                return y;
            }
        }
        throw new AssertionError("no square is green");
    }

    private static boolean isDrawnOn(BufferedImage image, int left, int top, int right, int bottom) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                if (pixel(image, x, y) != WHITE) {
                    return true;
                }
            }
        }
        return false;
    }
}
