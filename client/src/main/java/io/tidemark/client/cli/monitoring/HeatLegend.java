package io.tidemark.client.cli.monitoring;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the colours of a {@link HeatImage} mean, in one line below it. */
final class HeatLegend {

    private static final int SQUARE = 10;
    private static final int SPACE = 5;
    private static final Map<String, Color> MEANINGS = new LinkedHashMap<>();

    static {
        for (int shade = 0; shade <= 100; shade += 25) {
            String received = shade == 0 ? "nothing received" : shade == 100 ? "all received" : shade + " %";
            MEANINGS.put(received, new Color(HeatImage.colour(shade)));
        }
        MEANINGS.put("estimated", HeatImage.estimatedColour());
        MEANINGS.put("nothing expected", Color.WHITE);
    }

    private HeatLegend() {}

    /** How wide it is, pixels. */
    static int width(FontMetrics metrics) {
        int width = 0;
        for (String meaning : MEANINGS.keySet()) {
            width += SQUARE + SPACE + metrics.stringWidth(meaning) + 2 * SPACE;
        }
        return width;
    }

    /** Draws it with its upper left corner at a point. */
    static void draw(Graphics2D graphics, FontMetrics metrics, int left, int top) {
        int x = left;
        for (Map.Entry<String, Color> one : MEANINGS.entrySet()) {
            graphics.setColor(one.getValue());
            graphics.fillRect(x, top + 1, SQUARE, SQUARE);
            graphics.setColor(Color.GRAY);
            graphics.drawRect(x, top + 1, SQUARE, SQUARE);
            graphics.setColor(Color.BLACK);
            graphics.drawString(one.getKey(), x + SQUARE + SPACE, top + metrics.getAscent());
            x += SQUARE + SPACE + metrics.stringWidth(one.getKey()) + 2 * SPACE;
        }
    }
}
