package org.scratchcnn.pytorch;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Support;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchStatisticsSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;

/**
 * PyTorch's eager C++ API on the CPU, through JavaCPP. The number of threads and the random stream of dropout are the
 * whole process's: the session that was opened or restored last sets them. {@code engines.json} holds the settings that
 * must be there when the process starts.
 */
public final class PyTorchEngine implements Engine {

    private final String name;
    private final MemoryFormat imageFormat;
    private final ScalarType precision;

    private PyTorchEngine(String name, MemoryFormat imageFormat, ScalarType precision) {
        this.name = name;
        this.imageFormat = imageFormat;
        this.precision = precision;
    }

    /** Images as PyTorch keeps them unless told otherwise: {@code [N, C, H, W]}. */
    public static PyTorchEngine contiguous() {
        return new PyTorchEngine("pytorch", MemoryFormat.Contiguous, ScalarType.Float);
    }

    /**
     * Images and filters in PyTorch's channels-last layout, {@code [N, H, W, C]} in memory: faster for some networks of
     * images, slower for others.
     */
    public static PyTorchEngine channelsLast() {
        return new PyTorchEngine("pytorch-channels-last", MemoryFormat.ChannelsLast, ScalarType.Float);
    }

    /** All values in double precision, to compare with. */
    public static PyTorchEngine doublePrecision() {
        return new PyTorchEngine("pytorch-double", MemoryFormat.Contiguous, ScalarType.Double);
    }

    /** All configurations, PyTorch's default first. */
    public static List<PyTorchEngine> all() {
        return List.of(contiguous(), channelsLast(), doublePrecision());
    }

    /**
     * The configuration of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static PyTorchEngine engine(String name) {
        return all().stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("PyTorch has no configuration \"%s\"; there are: %s"
                        .formatted(name, all().stream().map(Engine::name).collect(Collectors.joining(", ")))));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Support supports(TrainingSpec training) {
        var network = training.network().resolve();
        if (imageFormat == MemoryFormat.ChannelsLast && !(network.input() instanceof Shape.Image)) {
            return new Support.No("%s takes no images, so there are no channels to put last; pytorch can do it"
                    .formatted(network.name()));
        }
        if (!(training.statistics() instanceof BatchStatisticsSpec.WholeBatch)) {
            return new Support.No(
                    "PyTorch normalizes by the statistics of whole batches, not by those of ghost batches");
        }
        var reason = Optimizers.reasonAgainst(training)
                .or(() -> MeanLoss.reasonAgainst(network.spec().loss()));
        if (reason.isPresent()) {
            return new Support.No(reason.get());
        }
        if (!(training.averaging() instanceof AveragingSpec.None)) {
            return new Support.No(
                    "PyTorch's C++ API keeps no averages of weights; those of torch.optim.swa_utils are Python's");
        }
        if (training.schedule().plateau().isPresent()) {
            return new Support.No(
                    "the learning rate follows the loss of epochs, which this engine is not told; PyTorch's C++ API has no such schedule that could be given to it");
        }
        if (network.operations().stream().noneMatch(training::trains)) {
            return new Support.No(
                    "nothing in %s is trained, and PyTorch has no gradient of a loss that depends on no parameter"
                            .formatted(network.name()));
        }
        for (var layer : network.operations()) {
            if (layer.spec() instanceof AvgPool2d(var window, boolean countPadding)
                    && !countPadding
                    && !LayerOperations.poolsWithOwnPadding(window)) {
                return new Support.No(
                        "layer %s averages with padding that is uneven or more than half of its kernel, and without counting it; PyTorch's pools pad alike on both sides and at most by half"
                                .formatted(layer.path()));
            }
        }
        return new Support.Yes();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if PyTorch does not run on the number of threads that it was told to, or without
     *     oneDNN
     */
    @Override
    public Session open(TrainingSpec training, ParameterSnapshot initial, EngineOptions options) {
        if (supports(training) instanceof Support.No(var reason)) {
            throw new UnsupportedOperationException(
                    "%s can't express %s: %s".formatted(name, training.network().name(), reason));
        }
        initial.requireMatch(training.network().resolve().tensors());
        configure(options);
        return new PyTorchSession(name, training, new TensorKind(precision, imageFormat), initial);
    }

    private static void configure(EngineOptions options) {
        requireOneDnn();
        leaveNnpackOut();
        setThreads(options.threads());
    }

    private static void requireOneDnn() {
        if (!RunningPyTorch.usesOneDnn()) {
            throw new IllegalStateException(
                    "This PyTorch runs without oneDNN, so its times would not be PyTorch's; it was built as follows: "
                            + RunningPyTorch.configuration());
        }
    }

    /** With oneDNN it is never chosen, but where the processor is too new for it, each convolution says so. */
    private static void leaveNnpackOut() {
        try (var context = torch.globalContext()) {
            context.setUserEnabledNNPACK(false);
        }
    }

    /** Without this, PyTorch's threads and those of OpenMP fight: training then takes several times as long. */
    private static void setThreads(int threads) {
        torch.set_num_threads(threads);
        int used = torch.get_num_threads();
        if (used != threads) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "PyTorch runs on %d threads, but %d were asked for; start it with the environment variable OMP_NUM_THREADS=%d",
                    used,
                    threads,
                    threads));
        }
    }
}
