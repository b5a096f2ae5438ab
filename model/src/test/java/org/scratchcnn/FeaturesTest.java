package org.scratchcnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AdaptiveAvgPool2d;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchNorm;
import org.scratchcnn.network.BatchNorm1d;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.GlobalAvgPool2d;
import org.scratchcnn.network.GlobalMaxPool2d;
import org.scratchcnn.network.GroupNorm;
import org.scratchcnn.network.InitSpec;
import org.scratchcnn.network.LayerNorm;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LocallyConnected2d;
import org.scratchcnn.network.LogSoftmax;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.PadChannels;
import org.scratchcnn.network.Reshape;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Softmax;
import org.scratchcnn.network.SpatialDropout2d;
import org.scratchcnn.network.Upsample;

/** docs/features.md lists what the sealed descriptions permit, no more and no less. */
class FeaturesTest {

    private static final List<LayerSpec> LAYERS = List.of(
            Conv2d.of(1, 1, 1),
            ConvTranspose2d.of(1, 1, 1),
            LocallyConnected2d.of(1, 1, 1),
            Dense.of(1, 1),
            MaxPool2d.of(1),
            AvgPool2d.of(1),
            new GlobalMaxPool2d(),
            new GlobalAvgPool2d(),
            new AdaptiveAvgPool2d(Size2d.ONE),
            Upsample.of(1),
            BatchNorm1d.of(1),
            BatchNorm2d.of(1),
            GroupNorm.of(1, 1),
            LayerNorm.of(Shape.features(1)),
            Activation.relu(),
            new Softmax(),
            new LogSoftmax(),
            new Dropout(0),
            new SpatialDropout2d(0),
            new Flatten(),
            new Reshape(Shape.features(1)),
            new PadChannels(0, 0),
            Residual.of(new Flatten()),
            new Concat(List.of(List.of(), List.of())));

    private static final List<LossSpec> LOSSES = List.of(
            LossSpec.SOFTMAX_CROSS_ENTROPY,
            new LossSpec.Focal(2, List.of()),
            LossSpec.BINARY_CROSS_ENTROPY,
            new LossSpec.BinaryCrossEntropyOfProbabilities(),
            LossSpec.MEAN_SQUARED_ERROR,
            new LossSpec.MeanAbsoluteError(),
            new LossSpec.Huber(1),
            new LossSpec.KullbackLeibler());

    private static final List<Activation.Function> FUNCTIONS = List.of(
            new Activation.Function.Relu(),
            new Activation.Function.Sigmoid(),
            new Activation.Function.Tanh(),
            new Activation.Function.LeakyRelu(1),
            new Activation.Function.Elu(1),
            new Activation.Function.Gelu(Activation.Function.Gelu.Approximation.EXACT),
            new Activation.Function.Silu(),
            new Activation.Function.Hardswish(),
            new Activation.Function.Softplus(),
            new Activation.Function.Scale(1));

    private static final List<OptimizerSpec> OPTIMIZERS = List.of(
            OptimizerSpec.sgd(1),
            OptimizerSpec.adam(1),
            OptimizerSpec.amsGrad(1),
            OptimizerSpec.nadam(1),
            OptimizerSpec.rmsProp(1),
            OptimizerSpec.adaGrad(1),
            OptimizerSpec.lion(1),
            OptimizerSpec.muon(1));

    private static final List<DecaySpec> DECAYS =
            List.of(new DecaySpec.None(), new DecaySpec.L1(1), new DecaySpec.L2(1), new DecaySpec.Decoupled(1));

    private static final List<ScheduleSpec> SCHEDULES = List.of(
            new ScheduleSpec.Constant(),
            new ScheduleSpec.StepDecay(1, 1),
            new ScheduleSpec.MultiStep(List.of(1L), 1),
            new ScheduleSpec.Exponential(1, 1),
            new ScheduleSpec.Linear(1, 1, 1),
            new ScheduleSpec.Triangular(2, 0.5, 1, 1),
            new ScheduleSpec.Cosine(1, 0),
            new ScheduleSpec.OneCycle(4, 0.5, 1, 1, ScheduleSpec.Annealing.COSINE),
            new ScheduleSpec.WarmUp(1, 1, new ScheduleSpec.Constant()),
            new ScheduleSpec.ReduceOnPlateau(0.1, 1, 0, 0));

    private static final List<ClippingSpec> CLIPPINGS =
            List.of(new ClippingSpec.None(), new ClippingSpec.ByValue(1), new ClippingSpec.ByGlobalNorm(1));

    private static final List<AveragingSpec> AVERAGES = List.of(
            new AveragingSpec.None(),
            new AveragingSpec.ExponentialMovingAverage(0.5),
            new AveragingSpec.Lookahead(1, 0, 0));

    private static String of(AveragingSpec averaging) {
        return switch (averaging) {
            case AveragingSpec.None _ -> "|";
            case AveragingSpec.ExponentialMovingAverage _ -> "after every step, of running statistics too |";
            case AveragingSpec.Lookahead _ ->
                "after every so many steps, and on from there; with a decay that grows, as airbench's |";
        };
    }

    private static String of(LayerSpec layer) {
        return switch (layer) {
            case Conv2d _ ->
                "any kernel, stride and dilation; padding by side; groups, depthwise too; bias none, per channel or per position |";
            case ConvTranspose2d _ ->
                "any kernel, stride and dilation; padding by side, output padding; groups; with or without bias |";
            case LocallyConnected2d _ ->
                "any kernel, stride and dilation; padding by side; bias as of Conv2d | no groups";
            case Dense _ -> "with or without bias |";
            case MaxPool2d _ -> "any window and stride; padding by side, never a maximum; ceil mode |";
            case AvgPool2d _ -> "likewise; divisor with or without padding |";
            case Activation _ -> functions() + "; GELU exact or by tanh | no PReLU, Mish";
            case Softmax _ -> "over the channels at each position of an image, or over features |";
            case LogSoftmax _ -> "likewise |";
            case Dropout _ -> "inverted, the same masks in every engine of the library |";
            case SpatialDropout2d _ -> "whole channels of images, otherwise as Dropout |";
            case Flatten _ -> "row-major |";
            case Reshape _ -> "images and features of as many values, row-major |";
            case GlobalMaxPool2d _ -> "the maximum of each channel, as features |";
            case AdaptiveAvgPool2d _ -> "any number of rows and columns, windows as PyTorch's |";
            case Upsample _ -> "by whole factors, to the nearest neighbour | no interpolation";
            case GlobalAvgPool2d _ -> "the mean of each channel, as features |";
            case BatchNorm _ ->
                "over the whole batch, or ghost batches of a given size; running statistics with any momentum; with or without scale and shift | not synchronized between processes";
            case GroupNorm _ -> "of images and features, each sample by itself; with or without scale and shift |";
            case LayerNorm _ ->
                "of images and features, each sample by itself; with or without a scale and a shift a value | over whole samples alone";
            case PadChannels _ -> "channels of zeros before and after |";
            case Residual _ -> "any body; the identity or any shortcut; inside each other | no stochastic depth";
            case Concat _ -> "any branches, of images by channels, of features | ";
        };
    }

    private static String functions() {
        return String.join(
                ", ", FUNCTIONS.stream().map(Activation.Function::title).toList());
    }

    private static String of(LossSpec loss) {
        return switch (loss) {
            case LossSpec.SoftmaxCrossEntropy _ ->
                "on logits, mean over the batch; label smoothing and class weights as PyTorch, both in evaluations too";
            case LossSpec.Focal _ -> "on logits, mean over the batch; any gamma, class weights";
            case LossSpec.BinaryCrossEntropy _, LossSpec.MeanSquaredError _ -> "on logits, mean over the batch";
            case LossSpec.BinaryCrossEntropyOfProbabilities _ -> "logarithms bounded as PyTorch's";
            case LossSpec.MeanAbsoluteError _ -> "mean over the batch";
            case LossSpec.Huber _ -> "any delta, mean over the batch";
            case LossSpec.KullbackLeibler _ ->
                "of outputs that are logarithms, summed over outputs, mean over the batch";
        };
    }

    private static String of(OptimizerSpec optimizer) {
        return switch (optimizer) {
            case OptimizerSpec.Sgd _ -> "plain, with momentum, Nesterov's | no dampening";
            case OptimizerSpec.Adam _ -> "epsilon after the bias correction, as PyTorch |";
            case OptimizerSpec.AmsGrad _ -> "Adam by the largest second moment |";
            case OptimizerSpec.NAdam _ -> "with PyTorch's growing momentum |";
            case OptimizerSpec.RmsProp _ -> "with momentum, centered |";
            case OptimizerSpec.AdaGrad _ -> "with a rate that decays, an initial accumulator |";
            case OptimizerSpec.Lion _ -> "Chen et al. 2023 |";
            case OptimizerSpec.Muon _ -> "Jordan et al. 2024, with any other rule for biases and the like |";
        };
    }

    private static String of(DecaySpec decay) {
        return switch (decay) {
            case DecaySpec.None _ -> "|";
            case DecaySpec.L1 _, DecaySpec.L2 _ -> "of gradients, through the momentum |";
            case DecaySpec.Decoupled _ -> "AdamW, SGDW |";
        };
    }

    private static String of(ScheduleSpec schedule) {
        return switch (schedule) {
            case ScheduleSpec.Constant _ -> "|";
            case ScheduleSpec.StepDecay _ -> "a factor every so many steps |";
            case ScheduleSpec.MultiStep _ -> "a factor after each of so many steps |";
            case ScheduleSpec.Exponential _ -> "a factor within so many steps, in every step its part |";
            case ScheduleSpec.Linear _ -> "from one factor to another |";
            case ScheduleSpec.Triangular _ -> "up to the rate and down, in straight lines |";
            case ScheduleSpec.Cosine _ -> "down to a least factor (Loshchilov and Hutter 2017) | no restarts";
            case ScheduleSpec.OneCycle _ ->
                "up to the rate and far down, by cosines or lines (Smith 2018) | momentum stays";
            case ScheduleSpec.WarmUp _ -> "in a straight line to where any of these begins |";
            case ScheduleSpec.ReduceOnPlateau _ ->
                "a factor when the loss of epochs falls no more, with patience, threshold and least factor | no cooldown";
        };
    }

    private static String of(ClippingSpec clipping) {
        return switch (clipping) {
            case ClippingSpec.None _ -> "|";
            case ClippingSpec.ByValue _, ClippingSpec.ByGlobalNorm _ -> "of gradients |";
        };
    }

    private static String of(InitSpec init) {
        return switch (init) {
            case HE_NORMAL -> "He et al. 2015 |";
            case HE_UNIFORM -> "He et al. 2015 |";
            case GLOROT_NORMAL, GLOROT_UNIFORM -> "Glorot and Bengio 2010 |";
            case LECUN_NORMAL -> "LeCun et al. 1998 | not truncated";
            case ORTHOGONAL -> "Saxe et al. 2014 | no gain";
            case DIRAC -> "convolutions that pass channels on, as airbench's |";
            case PYTORCH_DEFAULT -> "what `Model` takes |";
        };
    }

    private static String table() {
        return Stream.of(
                        LAYERS.stream().map(layer -> row("layer", layer, of(layer))),
                        LOSSES.stream().map(loss -> "| loss | " + loss.title() + " | " + of(loss) + " | |"),
                        OPTIMIZERS.stream().map(optimizer -> row("optimizer", optimizer, of(optimizer))),
                        SCHEDULES.stream().map(schedule -> row("learning rate", schedule, of(schedule))),
                        CLIPPINGS.stream().map(clipping -> row("clipping", clipping, of(clipping))),
                        DECAYS.stream().map(decay -> row("decay", decay, of(decay))),
                        AVERAGES.stream().map(averaging -> row("averages", averaging, of(averaging))),
                        Arrays.stream(InitSpec.values())
                                .map(init -> "| initial weights | " + init + " | " + of(init) + " |"))
                .flatMap(rows -> rows)
                .map(row -> row.replace("  ", " "))
                .reduce("| kind | | what | not yet |\n|---|---|---|---|", (text, row) -> text + "\n" + row);
    }

    private static String row(String kind, Object description, String what) {
        return "| %s | %s | %s |".formatted(kind, description.getClass().getSimpleName(), what);
    }

    @Test
    void theTableListsEverySubtype() {
        assertThat(classes(LAYERS)).containsExactlyInAnyOrderElementsOf(subtypes(LayerSpec.class));
        assertThat(classes(LOSSES)).containsExactlyInAnyOrderElementsOf(subtypes(LossSpec.class));
        assertThat(classes(FUNCTIONS)).containsExactlyInAnyOrder(Activation.Function.class.getPermittedSubclasses());
        assertThat(classes(OPTIMIZERS)).containsExactlyInAnyOrder(OptimizerSpec.class.getPermittedSubclasses());
        assertThat(classes(SCHEDULES)).containsExactlyInAnyOrder(ScheduleSpec.class.getPermittedSubclasses());
        assertThat(classes(DECAYS)).containsExactlyInAnyOrder(DecaySpec.class.getPermittedSubclasses());
        assertThat(classes(AVERAGES)).containsExactlyInAnyOrder(AveragingSpec.class.getPermittedSubclasses());
        assertThat(classes(CLIPPINGS)).containsExactlyInAnyOrder(ClippingSpec.class.getPermittedSubclasses());
    }

    /** The records that a sealed interface permits, those of the sealed interfaces that it permits among them. */
    private static List<Class<?>> subtypes(Class<?> type) {
        return Arrays.stream(type.getPermittedSubclasses())
                .<Class<?>>flatMap(subtype -> subtype.isSealed() ? subtypes(subtype).stream() : Stream.of(subtype))
                .toList();
    }

    private static List<Class<?>> classes(List<?> values) {
        return values.stream().<Class<?>>map(Object::getClass).toList();
    }

    @Test
    void theDocumentHasTheTable() throws IOException {
        assertThat(Files.readString(Path.of("../docs/features.md"))).contains(table());
    }
}
