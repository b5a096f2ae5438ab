package org.scratchcnn.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.scratchcnn.network.InitSpec;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.TrainingSpec;

/** Draws a network's initial parameters, the same for every engine. */
public final class ParameterInitializer {

    private ParameterInitializer() {}

    /** The initial parameters that a training's description and seed stand for. */
    public static ParameterSnapshot draw(TrainingSpec training) {
        return draw(training.network().resolve(), training.init(), new SplittableRandom(training.seed()));
    }

    /**
     * Draws every parameter, from input to logits; what normalizes begins as it is defined to, whatever {@code init} is.
     *
     * @param random gives one generator a parameter, so that a changed layer leaves those before it as they were
     */
    public static ParameterSnapshot draw(ResolvedNetwork network, InitSpec init, SplittableRandom random) {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (var parameter : network.tensors()) {
            tensors.put(parameter.name(), new Tensor(parameter.shape(), values(parameter, init, random)));
        }
        return new ParameterSnapshot(tensors);
    }

    private static float[] values(ParameterSpec parameter, InitSpec init, SplittableRandom random) {
        var values = new float[Math.toIntExact(parameter.count())];
        switch (parameter.role()) {
            case WEIGHT -> drawWeights(values, parameter, init, random.split());
            case BIAS -> {
                var own = random.split();
                if (init == InitSpec.PYTORCH_DEFAULT) {
                    uniform(values, 1 / Math.sqrt(parameter.fanIn()), own);
                }
            }
            case SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1);
            case SHIFT, RUNNING_MEAN -> {}
        }
        return values;
    }

    private static void drawWeights(float[] values, ParameterSpec parameter, InitSpec init, RandomGenerator random) {
        switch (init) {
            case HE_NORMAL -> normal(values, Math.sqrt(2.0 / parameter.fanIn()), random);
            case GLOROT_UNIFORM -> uniform(values, Math.sqrt(6.0 / (parameter.fanIn() + parameter.fanOut())), random);
            case PYTORCH_DEFAULT -> uniform(values, 1 / Math.sqrt(parameter.fanIn()), random);
        }
    }

    private static void normal(float[] values, double deviation, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
    }

    private static void uniform(float[] values, double bound, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
    }
}
