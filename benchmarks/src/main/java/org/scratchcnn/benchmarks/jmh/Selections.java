package org.scratchcnn.benchmarks.jmh;

import static org.scratchcnn.benchmarks.jmh.BenchmarkFamily.ACTIVATION;
import static org.scratchcnn.benchmarks.jmh.BenchmarkFamily.CONVOLUTION;
import static org.scratchcnn.benchmarks.jmh.BenchmarkFamily.DROPOUT;
import static org.scratchcnn.benchmarks.jmh.BenchmarkFamily.MATRIX_MULTIPLY;
import static org.scratchcnn.benchmarks.jmh.BenchmarkFamily.NETWORK;
import static org.scratchcnn.benchmarks.jmh.BenchmarkFamily.OPTIMIZER;
import static org.scratchcnn.benchmarks.jmh.BenchmarkFamily.POOLING;
import static org.scratchcnn.benchmarks.jmh.BenchmarkFamily.SOFTMAX_CROSS_ENTROPY;

import java.util.List;
import java.util.stream.Stream;
import org.scratchcnn.benchmarks.jmh.WeightlessLayer.LayerPass;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvolutionShape;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.reports.suite.LargeConvolutions;
import org.scratchcnn.train.ScratchEngines;
import org.scratchcnn.worker.record.Microbenchmark.Pass;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** What the sets of {@link MicrobenchmarkSet} consist of. */
final class Selections {

    /** Images that fill the lanes of vectors of 512 and of 256 bits. */
    private static final int FULL_LANES = 16;

    /** The engine that a foreign matrix multiplication is timed in. */
    private static final List<String> ND4J = List.of("dl4j");

    private static final List<String> PASSES = names(Pass.values());
    private static final List<String> LAYER_PASSES = names(LayerPass.values());
    private static final List<String> NETWORK_PASSES =
            names(Operation.FORWARD, Operation.FORWARD_BACKWARD, Operation.STEP);

    private Selections() {}

    static List<BenchmarkSelection> smoke() {
        return List.of(
                new BenchmarkSelection(
                        CONVOLUTION, List.of("fashion-cnn/0"), PASSES, names(ConvolutionVariant.values()), FULL_LANES),
                new BenchmarkSelection(
                                MATRIX_MULTIPLY,
                                List.of("64×288×256"),
                                List.of(MatrixMultiplyBenchmark.PRODUCT),
                                names(MatrixMultiplyVariant.values()),
                                1)
                        .withPeers(ND4J),
                weightless(
                        POOLING, List.of("LANES"), FULL_LANES, WeightlessLayer.MAX_POOL, WeightlessLayer.AVERAGE_POOL),
                weightless(
                        ACTIVATION,
                        List.of("LANES"),
                        FULL_LANES,
                        WeightlessLayer.RELU,
                        WeightlessLayer.SIGMOID,
                        WeightlessLayer.TANH),
                weightless(DROPOUT, List.of("LANES"), FULL_LANES, WeightlessLayer.DROPOUT),
                loss(List.of("10"), 64),
                optimizers("fashion-cnn"),
                new BenchmarkSelection(NETWORK, List.of("fashion-cnn"), NETWORK_PASSES, List.of("scratch"), 32)
                        .inParallel());
    }

    static List<BenchmarkSelection> kernels() {
        var backends = names(BackendVariant.values());
        return List.of(
                new BenchmarkSelection(
                        CONVOLUTION,
                        convolutionsOfZoo(),
                        PASSES,
                        names(
                                ConvolutionVariant.NAIVE,
                                ConvolutionVariant.IM2COL,
                                ConvolutionVariant.DIRECT,
                                ConvolutionVariant.WINOGRAD),
                        FULL_LANES),
                new BenchmarkSelection(
                                MATRIX_MULTIPLY,
                                // cifar-cnn's second convolution as im2col has it, one image; its first dense layer, a
                                // batch of 64; a square one.
                                List.of("64×288×256", "64×4096×128", "512×512×512"),
                                List.of(MatrixMultiplyBenchmark.PRODUCT),
                                names(MatrixMultiplyVariant.values()),
                                1)
                        .withPeers(ND4J),
                weightless(POOLING, backends, 64, WeightlessLayer.MAX_POOL, WeightlessLayer.AVERAGE_POOL),
                weightless(
                        ACTIVATION, backends, 64, WeightlessLayer.RELU, WeightlessLayer.SIGMOID, WeightlessLayer.TANH),
                weightless(DROPOUT, backends, 64, WeightlessLayer.DROPOUT),
                loss(List.of("10", "1000"), 64),
                optimizers("cifar-cnn"),
                networks("fashion-cnn", 32),
                networks("cifar-cnn", 64));
    }

    static List<BenchmarkSelection> convolutions() {
        return fashionAndCifar(ConvolutionVariant.NAIVE, ConvolutionVariant.IM2COL, ConvolutionVariant.DIRECT);
    }

    static List<BenchmarkSelection> convolutionsAndWinograd() {
        return fashionAndCifar(
                ConvolutionVariant.NAIVE,
                ConvolutionVariant.IM2COL,
                ConvolutionVariant.DIRECT,
                ConvolutionVariant.WINOGRAD);
    }

    private static List<BenchmarkSelection> fashionAndCifar(ConvolutionVariant... algorithms) {
        return List.of(new BenchmarkSelection(
                CONVOLUTION,
                List.of("fashion-cnn/0", "fashion-cnn/3", "cifar-cnn/0", "cifar-cnn/3"),
                PASSES,
                names(algorithms),
                FULL_LANES));
    }

    static List<BenchmarkSelection> road() {
        return List.of(new BenchmarkSelection(
                CONVOLUTION,
                List.of("fashion-cnn/3", "cifar-cnn/3"),
                PASSES,
                names(
                        ConvolutionVariant.NAIVE,
                        ConvolutionVariant.IM2COL_SCALAR,
                        ConvolutionVariant.IM2COL,
                        ConvolutionVariant.DIRECT_SCALAR,
                        ConvolutionVariant.DIRECT,
                        ConvolutionVariant.WINOGRAD),
                FULL_LANES));
    }

    static List<BenchmarkSelection> auto() {
        return List.of(new BenchmarkSelection(
                CONVOLUTION,
                squares(List.of(4, 8, 16, 32, 64), List.of(4, 8, 16, 32)),
                PASSES,
                names(ConvolutionVariant.DIRECT, ConvolutionVariant.WINOGRAD),
                FULL_LANES));
    }

    static List<BenchmarkSelection> largeConvolutions() {
        return List.of(new BenchmarkSelection(
                CONVOLUTION,
                LargeConvolutions.all().stream().map(ConvolutionShape::toString).toList(),
                PASSES,
                List.of(LargeConvolutions.ALGORITHM),
                LargeConvolutions.PEERS,
                LargeConvolutions.BATCH_SIZE,
                true));
    }

    private static BenchmarkSelection weightless(
            BenchmarkFamily family, List<String> backends, int images, WeightlessLayer... layers) {
        return new BenchmarkSelection(family, names(layers), LAYER_PASSES, backends, images);
    }

    private static BenchmarkSelection loss(List<String> classes, int images) {
        return new BenchmarkSelection(
                SOFTMAX_CROSS_ENTROPY, classes, List.of("LOSS_AND_GRADIENT"), List.of("scratch"), images);
    }

    private static BenchmarkSelection optimizers(String network) {
        return new BenchmarkSelection(
                OPTIMIZER, List.of(network), List.of("UPDATE"), names(OptimizerVariant.values()), 1);
    }

    private static BenchmarkSelection networks(String network, int images) {
        return new BenchmarkSelection(
                        NETWORK,
                        List.of(network),
                        NETWORK_PASSES,
                        ScratchEngines.all().stream().map(Engine::name).toList(),
                        images)
                .inParallel();
    }

    private static List<String> convolutionsOfZoo() {
        return Zoo.networks().stream()
                .flatMap(network -> network.resolve().layers().stream()
                        .filter(layer -> layer.spec() instanceof Conv2d)
                        .map(layer -> network.name() + "/" + layer.path()))
                .toList();
    }

    /** Convolutions of 3×3 windows that keep a square image's size and its number of channels. */
    private static List<String> squares(List<Integer> channels, List<Integer> sides) {
        return channels.stream()
                .flatMap(count -> sides.stream().map(side -> "%d→%d 3×3 @%d×%d".formatted(count, count, side, side)))
                .toList();
    }

    private static List<String> names(Enum<?>... values) {
        return Stream.of(values).map(Enum::name).toList();
    }
}
