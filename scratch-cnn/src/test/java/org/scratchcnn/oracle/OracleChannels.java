package org.scratchcnn.oracle;

import java.util.ArrayList;
import java.util.List;

/** Values side by side: those of each image one after another. */
final class OracleChannels {

    private OracleChannels() {}

    static double[] join(List<double[]> parts, int images) {
        int length = parts.stream().mapToInt(part -> part.length).sum();
        var joined = new double[length];
        int to = 0;
        for (int image = 0; image < images; image++) {
            for (var part : parts) {
                int size = part.length / images;
                System.arraycopy(part, image * size, joined, to, size);
                to += size;
            }
        }
        return joined;
    }

    /** The other way: into parts as long as those given. */
    static List<double[]> split(double[] joined, List<double[]> like, int images) {
        var parts = new ArrayList<double[]>();
        like.forEach(part -> parts.add(new double[part.length]));
        int from = 0;
        for (int image = 0; image < images; image++) {
            for (var part : parts) {
                int size = part.length / images;
                System.arraycopy(joined, from, part, image * size, size);
                from += size;
            }
        }
        return parts;
    }
}
