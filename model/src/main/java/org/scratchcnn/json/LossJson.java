package org.scratchcnn.json;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.network.LossSpec;

/** A loss as people write it: its name, or an object with its type and those settings that are not the usual ones. */
final class LossJson {

    private static final String TYPE = "type";
    private static final String LABEL_SMOOTHING = "labelSmoothing";
    private static final String CLASS_WEIGHTS = "classWeights";
    private static final String GAMMA = "gamma";
    private static final String DELTA = "delta";
    private static final String WEIGHTS = "a list of a number for each class, such as [1, 0.5]";

    private enum Type {
        SOFTMAX_CROSS_ENTROPY("softmaxCrossEntropy", LABEL_SMOOTHING, CLASS_WEIGHTS),
        FOCAL("focal", GAMMA, CLASS_WEIGHTS),
        BINARY_CROSS_ENTROPY("binaryCrossEntropy"),
        BINARY_CROSS_ENTROPY_OF_PROBABILITIES("binaryCrossEntropyOfProbabilities"),
        MEAN_SQUARED_ERROR("meanSquaredError"),
        MEAN_ABSOLUTE_ERROR("meanAbsoluteError"),
        HUBER("huber", DELTA),
        KULLBACK_LEIBLER("kullbackLeibler");

        private final String title;
        private final List<String> fields;

        Type(String title, String... settings) {
            this.title = title;
            this.fields =
                    Stream.concat(Stream.of(TYPE), Arrays.stream(settings)).toList();
        }
    }

    private LossJson() {}

    static LossSpec read(LocatedJson json) {
        var name = json instanceof LocatedJson.Fields object ? object.require(TYPE, "such as \"huber\"") : json;
        var type = name.oneOf(Type.values(), choice -> choice.title);
        var loss = json instanceof LocatedJson.Fields object
                ? object
                : new LocatedJson.Fields(Map.of(TYPE, name), name.place());
        loss.requireKnown(type.title, type.fields);
        try {
            return switch (type) {
                case SOFTMAX_CROSS_ENTROPY ->
                    new LossSpec.SoftmaxCrossEntropy(number(loss, LABEL_SMOOTHING, 0), weights(loss));
                case FOCAL -> new LossSpec.Focal(number(loss, GAMMA, LossSpec.Focal.USUAL_GAMMA), weights(loss));
                case BINARY_CROSS_ENTROPY -> LossSpec.BINARY_CROSS_ENTROPY;
                case BINARY_CROSS_ENTROPY_OF_PROBABILITIES -> new LossSpec.BinaryCrossEntropyOfProbabilities();
                case MEAN_SQUARED_ERROR -> LossSpec.MEAN_SQUARED_ERROR;
                case MEAN_ABSOLUTE_ERROR -> new LossSpec.MeanAbsoluteError();
                case HUBER -> new LossSpec.Huber(number(loss, DELTA, LossSpec.Huber.USUAL_DELTA));
                case KULLBACK_LEIBLER -> new LossSpec.KullbackLeibler();
            };
        } catch (InvalidJsonException e) {
            // at its own place
            throw e;
        } catch (IllegalArgumentException e) {
            throw json.refused("is not possible: " + e.getMessage(), e);
        }
    }

    private static double number(LocatedJson.Fields loss, String name, double usual) {
        return loss.get(name).map(LossJson::number).orElse(usual);
    }

    private static double number(LocatedJson json) {
        if (json instanceof LocatedJson.Scalar number && number.kind().isNumeric()) {
            return Double.parseDouble(number.text());
        }
        throw json.mustBe("a number such as 0.1");
    }

    private static List<Double> weights(LocatedJson.Fields loss) {
        return loss.get(CLASS_WEIGHTS)
                .map(json -> {
                    if (json instanceof LocatedJson.Items(var items, var _)) {
                        return items.stream().map(LossJson::number).toList();
                    }
                    throw json.mustBe(WEIGHTS);
                })
                .orElse(List.of());
    }

    /** As {@link #read} reads it, without what is usual. */
    static String write(LossSpec loss) {
        var settings = new LinkedHashMap<String, Object>();
        var type = switch (loss) {
            case LossSpec.SoftmaxCrossEntropy(double labelSmoothing, var weights) -> {
                putUnless(settings, LABEL_SMOOTHING, labelSmoothing, 0.0);
                putUnless(settings, CLASS_WEIGHTS, weights, List.of());
                yield Type.SOFTMAX_CROSS_ENTROPY;
            }
            case LossSpec.Focal(double gamma, var weights) -> {
                putUnless(settings, GAMMA, gamma, LossSpec.Focal.USUAL_GAMMA);
                putUnless(settings, CLASS_WEIGHTS, weights, List.of());
                yield Type.FOCAL;
            }
            case LossSpec.BinaryCrossEntropy _ -> Type.BINARY_CROSS_ENTROPY;
            case LossSpec.BinaryCrossEntropyOfProbabilities _ -> Type.BINARY_CROSS_ENTROPY_OF_PROBABILITIES;
            case LossSpec.MeanSquaredError _ -> Type.MEAN_SQUARED_ERROR;
            case LossSpec.MeanAbsoluteError _ -> Type.MEAN_ABSOLUTE_ERROR;
            case LossSpec.Huber(double delta) -> {
                putUnless(settings, DELTA, delta, LossSpec.Huber.USUAL_DELTA);
                yield Type.HUBER;
            }
            case LossSpec.KullbackLeibler _ -> Type.KULLBACK_LEIBLER;
        };
        if (settings.isEmpty()) {
            return "\"" + type.title + "\"";
        }
        return settings.entrySet().stream()
                .map(setting -> ", \"" + setting.getKey() + "\": " + setting.getValue())
                .collect(Collectors.joining("", "{ \"" + TYPE + "\": \"" + type.title + "\"", " }"));
    }

    private static void putUnless(Map<String, Object> settings, String name, Object value, Object usual) {
        if (!value.equals(usual)) {
            settings.put(name, value);
        }
    }
}
