package org.scratchcnn.dl4j;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Support;
import org.scratchcnn.network.TrainingSpec;

/**
 * Deeplearning4j on its native CPU backend. The number of threads is fixed when the process starts, by the environment
 * variable {@code OMP_NUM_THREADS}; {@code engines.json} holds this and the other settings of the process.
 */
public final class Dl4jEngine implements Engine {

    private final String name;
    private final LayerHelpers helpers;

    private Dl4jEngine(String name, LayerHelpers helpers) {
        this.name = name;
        this.helpers = helpers;
    }

    /** With its oneDNN layer helpers, which {@link org.nd4j.nativeblas.Nd4jCpu} brings back: Deeplearning4j at its best. */
    public static Dl4jEngine withLayerHelpers() {
        return new Dl4jEngine("dl4j", LayerHelpers.ONEDNN);
    }

    /** As whoever adds the published artifacts gets it: without layer helpers. */
    public static Dl4jEngine asShipped() {
        return new Dl4jEngine("dl4j-shipped", LayerHelpers.AS_SHIPPED);
    }

    /** Both configurations, the faster first. */
    public static List<Dl4jEngine> all() {
        return List.of(withLayerHelpers(), asShipped());
    }

    /**
     * The configuration of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static Dl4jEngine engine(String name) {
        return all().stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("Deeplearning4j has no configuration \"%s\"; there are: %s"
                                .formatted(
                                        name, all().stream().map(Engine::name).collect(Collectors.joining(", ")))));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Support supports(TrainingSpec training) {
        try {
            NetworkConfiguration.of(training, helpers);
            return new Support.Yes();
        } catch (NotExpressibleException e) {
            return new Support.No(String.valueOf(e.getMessage()));
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the process was started for another number of threads, or if layers did not get
     *     the helpers that this configuration stands for
     */
    @Override
    public Session open(TrainingSpec training, ParameterSnapshot initial, EngineOptions options) {
        NetworkConfiguration configuration;
        try {
            configuration = NetworkConfiguration.of(training, helpers);
        } catch (NotExpressibleException e) {
            throw new UnsupportedOperationException(
                    "Deeplearning4j can't express %s: %s"
                            .formatted(training.network().name(), e.getMessage()),
                    e);
        }
        initial.requireMatch(configuration.network().tensors());
        requireThreads(options.threads());
        var network = helpers.applyTo(() -> {
            var built = new ComputationGraph(configuration.graph());
            built.init();
            return built;
        });
        requireHelpers(network);
        return new Dl4jSession(name, configuration, network, initial, training);
    }

    private static void requireThreads(int threads) {
        int openMp = NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
        if (openMp != threads) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "This process runs Deeplearning4j on %d threads, but %d were asked for; start it with the environment variable OMP_NUM_THREADS=%d",
                    openMp,
                    threads,
                    threads));
        }
    }

    private void requireHelpers(ComputationGraph network) {
        for (var layer : network.getLayers()) {
            var described = layer.conf().getLayer() instanceof FrozenLayerWithBackprop frozen
                    ? frozen.getUnderlying()
                    : layer.conf().getLayer();
            boolean canHaveHelper = switch (described) {
                case ConvolutionLayer _, SubsamplingLayer _ -> true;
                case BatchNormalization norm -> !norm.isLockGammaBeta();
                default -> false;
            };
            boolean expected = canHaveHelper && helpers == LayerHelpers.ONEDNN;
            if (expected != (layer.getHelper() != null)) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "%s must run %s layer helpers, but Deeplearning4j gave layer %d, a %s, %s",
                        name,
                        expected ? "with" : "without",
                        layer.getIndex(),
                        described.getClass().getSimpleName(),
                        expected ? "none" : layer.getHelper()));
            }
        }
    }
}
