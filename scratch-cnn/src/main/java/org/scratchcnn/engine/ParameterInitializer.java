package org.scratchcnn.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.scratchcnn.network.BatchNorm;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.InitSpec;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.Residual;
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
        for (var operation : network.operations()) {
            var own = init == InitSpec.DIRAC && !(operation.spec() instanceof Conv2d) ? InitSpec.PYTORCH_DEFAULT : init;
            for (var parameter : operation.tensors()) {
                var values = values(parameter, own, random);
                if (own == InitSpec.DIRAC && parameter.role() == ParameterSpec.Role.WEIGHT) {
                    passChannelsOn(values, (Conv2d) operation.spec());
                }
                tensors.put(parameter.name(), new Tensor(parameter.shape(), values));
            }
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
            case HE_UNIFORM -> uniform(values, Math.sqrt(6.0 / parameter.fanIn()), random);
            case GLOROT_NORMAL -> normal(values, Math.sqrt(2.0 / (parameter.fanIn() + parameter.fanOut())), random);
            case GLOROT_UNIFORM -> uniform(values, Math.sqrt(6.0 / (parameter.fanIn() + parameter.fanOut())), random);
            case LECUN_NORMAL -> normal(values, Math.sqrt(1.0 / parameter.fanIn()), random);
            case ORTHOGONAL ->
                orthogonal(values, values.length / parameter.shape().getFirst(), random);
            case DIRAC, PYTORCH_DEFAULT -> uniform(values, 1 / Math.sqrt(parameter.fanIn()), random);
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

    /** Gram–Schmidt on normal rows or columns: the Q of a QR decomposition whose R has a positive diagonal. */
    private static void orthogonal(float[] values, int columns, RandomGenerator random) {
        int rows = values.length / columns;
        boolean byRow = rows <= columns;
        var vectors = new double[Math.min(rows, columns)][Math.max(rows, columns)];
        for (int v = 0; v < vectors.length; v++) {
            for (int i = 0; i < vectors[v].length; i++) {
                vectors[v][i] = random.nextGaussian();
            }
            for (int before = 0; before < v; before++) {
                addMultiple(vectors[v], -dot(vectors[v], vectors[before]), vectors[before]);
            }
            double norm = Math.sqrt(dot(vectors[v], vectors[v]));
            for (int i = 0; i < vectors[v].length; i++) {
                vectors[v][i] /= norm;
                values[byRow ? v * columns + i : i * columns + v] = (float) vectors[v][i];
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void addMultiple(double[] to, double factor, double[] vector) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * vector[i];
        }
    }

    /** Makes each of a group's first filters 1 at its kernel's middle in its own channel, and else 0. */
    private static void passChannelsOn(float[] values, Conv2d convolution) {
        var kernel = convolution.window().kernel();
        int channels = convolution.inChannels() / convolution.groups();
        int filters = convolution.outChannels() / convolution.groups();
        int size = channels * kernel.area();
        int middle = kernel.height() / 2 * kernel.width() + kernel.width() / 2;
        for (int group = 0; group < convolution.groups(); group++) {
            for (int o = 0; o < Math.min(filters, channels); o++) {
                int filter = (group * filters + o) * size;
                Arrays.fill(values, filter, filter + size, 0);
                values[filter + o * kernel.area() + middle] = 1;
            }
        }
    }

    /**
     * The same parameters, but the scale of the batch normalization at the end of each residual block's body zero, so that
     * every block begins as what its shortcut is (Goyal et al. 2017).
     *
     * @throws IllegalArgumentException if no block's body ends in a batch normalization with a scale
     */
    public static ParameterSnapshot zeroLastScales(ResolvedNetwork network, ParameterSnapshot drawn) {
        var tensors = new LinkedHashMap<>(drawn.tensors());
        boolean none = true;
        for (var operation : network.operations()) {
            if (operation.spec() instanceof Residual(var body, var _)
                    && body.getLast() instanceof BatchNorm norm
                    && norm.affine()) {
                var name = operation.path() + ".body." + (body.size() - 1) + "." + ParameterSpec.WEIGHT;
                var shape = drawn.tensor(name).shape();
                tensors.put(name, new Tensor(shape, new float[norm.channels()]));
                none = false;
            }
        }
        if (none) {
            throw new IllegalArgumentException(
                    "%s has no residual block whose body ends in a batch normalization with a scale, so there is none to begin at zero"
                            .formatted(network.name()));
        }
        return new ParameterSnapshot(tensors);
    }
}
