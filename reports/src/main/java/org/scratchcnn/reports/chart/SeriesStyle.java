package org.scratchcnn.reports.chart;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.scratchcnn.worker.EngineNames;

/**
 * A colour and a marker. The colours are those of Okabe and Ito, "Color Universal Design" (2008), which people with any
 * kind of colour vision can tell apart; black is a grey here, so that text stands out.
 */
record SeriesStyle(Color color, Marker marker) {

    private static final List<Color> COLORS = List.of(
            new Color(0x0072B2),
            new Color(0xE69F00),
            new Color(0x009E73),
            new Color(0xD55E00),
            new Color(0xCC79A7),
            new Color(0x56B4E9),
            new Color(0x777777),
            new Color(0xD9C400));

    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_DOWN,
            SeriesMarkers.CROSS);

    /** The style with that index; colours come again after eight. */
    static SeriesStyle of(int index) {
        return new SeriesStyle(COLORS.get(index % COLORS.size()), MARKERS.get(index % MARKERS.size()));
    }

    /** A style for each engine, the same for a known engine in every chart of every report. */
    static SequencedMap<String, SeriesStyle> byEngine(Stream<String> engines) {
        var styles = new LinkedHashMap<String, SeriesStyle>();
        for (String engine : EngineNames.allAnd(engines)) {
            styles.put(engine, of(styles.size()));
        }
        return styles;
    }

    /** This colour mixed with white. */
    Color tint(double share) {
        return new Color(mix(color.getRed(), share), mix(color.getGreen(), share), mix(color.getBlue(), share));
    }

    private static int mix(int channel, double share) {
        return (int) Math.round(share * channel + (1 - share) * 255);
    }
}
