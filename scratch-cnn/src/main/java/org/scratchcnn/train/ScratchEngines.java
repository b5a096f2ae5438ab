package org.scratchcnn.train;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.VectorSupport;
import org.scratchcnn.kernel.lanes.LanesKernels;
import org.scratchcnn.kernel.textbook.BlockedMatrixMultiply;
import org.scratchcnn.kernel.textbook.MatrixMultiply;
import org.scratchcnn.kernel.textbook.TextbookKernels;

/** The engines of this library: the same networks, computed in different ways. */
public final class ScratchEngines {

    private ScratchEngines() {}

    /**
     * {@code scratch}: one SIMD lane an image, convolutions directly or by Winograd's algorithm; the fastest for training
     * and batches. A single sample would leave all lanes but one idle, so its logits are computed as by {@link #im2col}.
     */
    public static ScratchEngine lanes() {
        var multiply = MatrixMultiply.fastest();
        return new ScratchEngine(
                        "scratch",
                        facts("AUTO: WINOGRAD for 3×3 with stride 1 and 16 channels or more, else DIRECT", "none"),
                        LanesKernels::new)
                .withSingleSamples(team -> new TextbookKernels(ConvAlgorithm.IM2COL, multiply, team));
    }

    /** {@code scratch-direct}: as {@code scratch}, but all convolutions directly: to see what Winograd's algorithm brings. */
    public static ScratchEngine direct() {
        return new ScratchEngine(
                "scratch-direct",
                facts(ConvAlgorithm.DIRECT.name(), "none"),
                team -> new LanesKernels(team, ConvAlgorithm.DIRECT));
    }

    /** {@code scratch-im2col}: convolutions as matrix multiplications. */
    public static ScratchEngine im2col() {
        var multiply = MatrixMultiply.fastest();
        return new ScratchEngine(
                "scratch-im2col",
                facts(ConvAlgorithm.IM2COL.name(), multiply.name()),
                team -> new TextbookKernels(ConvAlgorithm.IM2COL, multiply, team));
    }

    /** {@code scratch-naive}: plain loops, to read and to compare with. */
    public static ScratchEngine naive() {
        return new ScratchEngine(
                "scratch-naive",
                facts(ConvAlgorithm.NAIVE.name(), "plain loops"),
                team -> new TextbookKernels(ConvAlgorithm.NAIVE, new BlockedMatrixMultiply(), team));
    }

    /** All engines, fastest first. */
    public static List<ScratchEngine> all() {
        return List.of(lanes(), direct(), im2col(), naive());
    }

    /**
     * The engine of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static ScratchEngine engine(String name) {
        return all().stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no engine \"%s\" in this library; there are: %s"
                                .formatted(
                                        name, all().stream().map(Engine::name).collect(Collectors.joining(", ")))));
    }

    private static Map<String, String> facts(String convolution, String matrixMultiply) {
        var facts = new TreeMap<>(vectorFacts());
        facts.put("convolution", convolution);
        facts.put("matrix multiplication", matrixMultiply);
        return facts;
    }

    /** The facts of all engines in this JVM: which SIMD instructions it uses, and how long the library's vectors are. */
    public static Map<String, String> vectorFacts() {
        return Map.of(
                EngineFacts.INSTRUCTIONS,
                VectorSupport.instructions(),
                EngineFacts.VECTOR_BITS,
                VectorSupport.isAvailable() ? Integer.toString(VectorSupport.lanes() * Float.SIZE) : "none");
    }
}
