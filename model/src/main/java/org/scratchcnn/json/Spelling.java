package org.scratchcnn.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** What somebody may have meant by a name that is unknown. */
final class Spelling {

    /** Names that Keras and PyTorch give to the same things, in lower case and without underscores. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("linear", "dense"),
            Map.entry("maxpooling2d", "maxPool2d"),
            Map.entry("averagepooling2d", "avgPool2d"),
            Map.entry("globalaveragepooling2d", "globalAvgPool"),
            Map.entry("globalmaxpooling2d", "globalMaxPool"),
            Map.entry("upsampling2d", "upsample"),
            Map.entry("batchnormalization", "batchNorm"),
            Map.entry("groupnormalization", "groupNorm"),
            Map.entry("layernormalization", "layerNorm"),
            Map.entry("dropout2d", "spatialDropout2d"),
            Map.entry("unflatten", "reshape"),
            Map.entry("concatenate", "concat"),
            Map.entry("add", "residual"),
            Map.entry("eps", "epsilon"),
            Map.entry("units", "outputs"),
            Map.entry("outfeatures", "outputs"),
            Map.entry("outchannels", "filters"),
            Map.entry("kernelsize", "kernel"),
            Map.entry("poolsize", "kernel"),
            Map.entry("dilationrate", "dilation"),
            Map.entry("usebias", "bias"),
            Map.entry("countincludepad", "countPadding"),
            Map.entry("swish", "silu"),
            Map.entry("hswish", "hardswish"),
            Map.entry("negativeslope", "slope"),
            Map.entry("p", "probability"),
            Map.entry("rate", "probability"),
            Map.entry("softmax", "softmaxCrossEntropy"),
            Map.entry("crossentropy", "softmaxCrossEntropy"),
            Map.entry("bce", "binaryCrossEntropy"),
            Map.entry("mse", "meanSquaredError"));

    private static final Map<String, String> ADVICE =
            Map.of("activation", "make the activation a layer of its own, after this one");

    private Spelling() {}

    /** The end of a message: the nearest known name or other advice; empty where nothing is near. */
    static String suggestion(String unknown, Collection<String> known) {
        var plain = plain(unknown);
        if (ADVICE.containsKey(plain)) {
            return "; " + ADVICE.get(plain);
        }
        var meant = plain(ELSEWHERE.getOrDefault(plain, plain));
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(meant, plain(name))))
                .filter(name -> distance(meant, plain(name)) <= 1 + meant.length() / 4)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }

    /** Letters to insert, delete or replace (Levenshtein 1966). */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
