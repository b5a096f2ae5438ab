package org.scratchcnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerSpecTest {

    /** Counts a kernel's places one by one. */
    private static int places(int extent, int before, int after, int kernel, int stride, int dilation) {
        int places = 0;
        for (int first = -before; first + (kernel - 1) * dilation < extent + after; first += stride) {
            places++;
        }
        return places;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void hasOneOutputForEveryPlaceOfTheKernel(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            var input = Shape.image(2, random.nextInt(8, 20), random.nextInt(8, 20));
            var kernel = new Size2d(random.nextInt(1, 4), random.nextInt(1, 4));
            var stride = new Size2d(random.nextInt(1, 5), random.nextInt(1, 5));
            var padding = new Padding2d(random.nextInt(4), random.nextInt(4), random.nextInt(4), random.nextInt(4));
            var dilation = new Size2d(random.nextInt(1, 4), random.nextInt(1, 4));
            var conv = new Conv2d(2, 5, new Window2d(kernel, stride, padding, dilation), Bias.PER_POSITION);

            var output = conv.outputShape(input);

            assertThat(output)
                    .as("seed %d: %s on %s", seed, conv.describe(), input)
                    .isEqualTo(Shape.image(
                            5,
                            places(
                                    input.height(),
                                    padding.top(),
                                    padding.bottom(),
                                    kernel.height(),
                                    stride.height(),
                                    dilation.height()),
                            places(
                                    input.width(),
                                    padding.left(),
                                    padding.right(),
                                    kernel.width(),
                                    stride.width(),
                                    dilation.width())));
            assertThat(conv.forwardMacs(input)).isEqualTo((long) output.size() * 2 * kernel.area());
            assertThat(conv.parameterCount(input)).isEqualTo(5L * 2 * kernel.area() + output.size());
        }
    }

    @Test
    void describesEveryLayerInShort() {
        assertThat(List.of(
                                Conv2d.of(1, 16, 3),
                                Conv2d.of(1, 16, 3)
                                        .withKernel(new Size2d(3, 5))
                                        .withStride(Size2d.square(2))
                                        .withPadding(new Padding2d(1, 2, 3, 4))
                                        .withDilation(new Size2d(1, 2))
                                        .withBias(Bias.NONE),
                                Conv2d.of(1, 16, 3).withBias(Bias.PER_POSITION),
                                Conv2d.of(4, 8, 3).withGroups(4),
                                Dense.of(3, 4),
                                new Dense(3, 4, false),
                                MaxPool2d.of(3).withStride(Size2d.square(2)).withPadding(new Padding2d(0, 0, 1, 1)),
                                AvgPool2d.of(2),
                                AvgPool2d.of(2).withPadding(Padding2d.all(1)).withCountPadding(false),
                                Activation.relu(),
                                Activation.sigmoid(),
                                Activation.tanh(),
                                new Dropout(0.25),
                                new SpatialDropout2d(0.25),
                                new Flatten(),
                                new Reshape(Shape.image(3, 4, 5)),
                                GroupNorm.of(2, 8),
                                new GroupNorm(4, 8, 0.01, false),
                                LayerNorm.of(Shape.image(2, 7, 6)),
                                new LayerNorm(Shape.features(5), 0.01, false),
                                new Softmax(),
                                new LogSoftmax())
                        .stream()
                        .map(LayerSpec::describe))
                .containsExactly(
                        "Conv2d(1→16, 3×3)",
                        "Conv2d(1→16, 3×5, stride 2×2, padding (top 1, left 2, bottom 3, right 4), dilation 1×2, no bias)",
                        "Conv2d(1→16, 3×3, bias per position)",
                        "Conv2d(4→8, 3×3, 4 groups)",
                        "Dense(3→4)",
                        "Dense(3→4, no bias)",
                        "MaxPool2d(3×3, stride 2×2, padding (top 0, left 0, bottom 1, right 1))",
                        "AvgPool2d(2×2)",
                        "AvgPool2d(2×2, padding 1, divisor without padding)",
                        "ReLU",
                        "Sigmoid",
                        "Tanh",
                        "Dropout(0.25)",
                        "SpatialDropout2d(0.25)",
                        "Flatten",
                        "Reshape([3, 4, 5])",
                        "GroupNorm(8 in 2 groups)",
                        "GroupNorm(8 in 4 groups, ε 0.01, no scale and shift)",
                        "LayerNorm([2, 7, 6])",
                        "LayerNorm([5], ε 0.01, no scale and shift)",
                        "Softmax",
                        "LogSoftmax");
    }

    @Test
    void hasNoParametersWithoutABiasOrWeights() {
        var image = Shape.image(3, 8, 8);

        assertThat(Conv2d.of(3, 4, 3).withBias(Bias.NONE).parameters(image))
                .containsExactly(new ParameterSpec("weight", ParameterSpec.Role.WEIGHT, List.of(4, 3, 3, 3), 27, 36));
        assertThat(new Dense(3, 4, false).parameters(Shape.features(3)))
                .containsExactly(new ParameterSpec("weight", ParameterSpec.Role.WEIGHT, List.of(4, 3), 3, 4));
        assertThat(List.of(MaxPool2d.of(2), AvgPool2d.of(2), Activation.relu(), new Dropout(0.5), new Flatten()))
                .allSatisfy(layer -> assertThat(layer.parameterCount(image)).isZero());
    }

    @Test
    void refusesLayersWithoutChannelsOrFilters() {
        assertThatThrownBy(() -> Conv2d.of(3, 0, 3))
                .hasMessage(
                        "Conv2d needs at least one input channel and one filter, but was given 3 input channels and 0 filters");
        assertThatThrownBy(() -> Dense.of(0, 10))
                .hasMessage("Dense needs at least one input and one output feature, but was given 0 and 10");
    }

    @Test
    void transposesWhatTheConvolutionWithTheSameWindowDoes() {
        var image = Shape.image(4, 5, 7);
        var conv = ConvTranspose2d.of(4, 6, 3)
                .withStride(Size2d.square(2))
                .withPadding(Padding2d.all(1))
                .withOutputPadding(new Size2d(1, 0))
                .withGroups(2);

        assertThat(conv.outputShape(image)).isEqualTo(Shape.image(6, 10, 13));
        assertThat(new Conv2d(6, 4, conv.window(), Bias.NONE, 2).outputShape(conv.outputShape(image)))
                .isEqualTo(image);
        assertThat(conv.parameters(image).getFirst())
                .isEqualTo(new ParameterSpec("weight", ParameterSpec.Role.WEIGHT, List.of(4, 3, 3, 3), 27, 18));
        assertThat(conv.forwardMacs(image)).isEqualTo(4L * 5 * 7 * 3 * 9);
        assertThat(conv.describe())
                .isEqualTo("ConvTranspose2d(4→6, 3×3, stride 2×2, padding 1, output padding 1×0, 2 groups)");
    }

    @Test
    void hasWeightsForEachPositionWhereTheyAreNotShared() {
        var image = Shape.image(2, 5, 7);
        var local = LocallyConnected2d.of(2, 3, 3);

        assertThat(local.outputShape(image)).isEqualTo(Shape.image(3, 3, 5));
        assertThat(local.parameters(image))
                .containsExactly(
                        new ParameterSpec("weight", ParameterSpec.Role.WEIGHT, List.of(3, 5, 3, 2, 3, 3), 18, 27),
                        new ParameterSpec("bias", ParameterSpec.Role.BIAS, List.of(3, 3, 5), 18, 27));
        assertThat(local.forwardMacs(image)).isEqualTo(3L * 3 * 5 * 18);
        assertThat(local.describe()).isEqualTo("LocallyConnected2d(2→3, 3×3, bias per position)");
    }

    @Test
    void refusesTransposedConvolutionsOfNoSize() {
        assertThatThrownBy(() ->
                        ConvTranspose2d.of(1, 1, 3).withStride(new Size2d(2, 1)).withOutputPadding(Size2d.ONE))
                .hasMessage(
                        "The output padding of ConvTranspose2d must be smaller than its stride or its dilation, from 0 to 0 columns with stride 1 and dilation 1, but is 1");
        assertThatThrownBy(() -> ConvTranspose2d.of(1, 1, 3)
                        .withPadding(Padding2d.all(2))
                        .outputShape(Shape.image(1, 2, 2)))
                .hasMessage(
                        "its output would have 0 rows and 0 columns, where both must be from 1 to 2147483647; use less padding");
    }

    @Test
    void countsWithinGroups() {
        var image = Shape.image(4, 8, 8);
        var conv = Conv2d.of(4, 6, 3).withGroups(2);

        assertThat(conv.parameters(image).getFirst())
                .isEqualTo(new ParameterSpec("weight", ParameterSpec.Role.WEIGHT, List.of(6, 2, 3, 3), 18, 27));
        assertThat(conv.forwardMacs(image)).isEqualTo(6L * 6 * 6 * 2 * 9);
    }

    @Test
    void refusesGroupsThatDivideNotTheChannelsOnBothSides() {
        for (int groups : new int[] {0, 3, 4}) {
            assertThatThrownBy(() -> Conv2d.of(8, 6, 3).withGroups(groups))
                    .hasMessage("Conv2d can't divide 8 input channels and 6 filters into " + groups
                            + " groups of one size; use a divisor of both: 1, 2");
        }
    }

    @Test
    void refusesKernelsStridesAndDilationsBelowOne() {
        var message = " must be at least 1 in both directions, but is ";

        assertThatThrownBy(() -> Conv2d.of(1, 1, 0)).hasMessage("The kernel" + message + "0×0");
        assertThatThrownBy(() -> Conv2d.of(1, 1, 3).withStride(Size2d.square(0)))
                .hasMessage("The stride" + message + "0×0");
        assertThatThrownBy(() -> Conv2d.of(1, 1, 3).withDilation(new Size2d(1, -1)))
                .hasMessage("The dilation" + message + "1×-1");
    }

    @Test
    void refusesNegativePadding() {
        assertThatThrownBy(() -> new Padding2d(0, -1, 0, 0))
                .hasMessage("padding must not be negative, but is top 0, left -1, bottom 0, right 0");
    }

    @Test
    void refusesPoolsWhoseWindowCouldHoldPaddingAlone() {
        assertThatThrownBy(() -> MaxPool2d.of(2).withPadding(Padding2d.all(2)))
                .hasMessage(
                        "MaxPool2d's padding 2 must be smaller than its kernel 2×2, or a window could hold padding alone");
    }

    @Test
    void roundsUpInCeilModeUnlessAWindowWouldHoldPaddingAlone() {
        var image = Shape.image(2, 7, 8);
        var ceil = MaxPool2d.of(2).withCeilMode(true);

        assertThat(ceil.outputShape(image)).isEqualTo(Shape.image(2, 4, 4));
        assertThat(ceil.describe()).isEqualTo("MaxPool2d(2×2, ceil mode)");
        assertThat(ceil.withStride(Size2d.square(3)).outputShape(image)).isEqualTo(Shape.image(2, 3, 3));
        var padded = AvgPool2d.of(2).withPadding(Padding2d.all(1)).withCeilMode(true);
        assertThat(padded.outputShape(Shape.image(2, 6, 6))).isEqualTo(Shape.image(2, 4, 4));
        assertThatThrownBy(() -> padded.outputShape(Shape.image(2, 8, 7)))
                .hasMessage(
                        "in ceil mode its last window of columns would begin at 7, behind the image's 7 columns, and hold none of them; leave ceil mode out, which makes 4 columns");
    }

    @Test
    void poolsByTheSizeThatComesOut() {
        var pool = new AdaptiveAvgPool2d(new Size2d(3, 2));

        assertThat(pool.outputShape(Shape.image(5, 7, 9))).isEqualTo(Shape.image(5, 3, 2));
        assertThat(pool.describe()).isEqualTo("AdaptiveAvgPool2d(3×2)");
        assertThatThrownBy(() -> new AdaptiveAvgPool2d(new Size2d(0, 2)))
                .hasMessage("AdaptiveAvgPool2d makes at least one row and column, but was given 0×2");
        assertThat(new GlobalMaxPool2d().outputShape(Shape.image(5, 7, 9))).isEqualTo(Shape.features(5));
        assertThatThrownBy(() -> new GlobalMaxPool2d().outputShape(Shape.features(5)))
                .hasMessageStartingWith("GlobalMaxPool2d takes an image [C, H, W], but its input is [5]");
    }

    @Test
    void upsamplesByWholeFactors() {
        assertThat(new Upsample(new Size2d(2, 3)).outputShape(Shape.image(4, 5, 6)))
                .isEqualTo(Shape.image(4, 10, 18));
        assertThatThrownBy(() -> Upsample.of(0)).hasMessage("Upsample's factors must be at least 1, but are 0×0");
        assertThatThrownBy(() -> Upsample.of(Integer.MAX_VALUE).outputShape(Shape.image(1, 2, 2)))
                .hasMessageContaining("more than there can be; use smaller factors");
    }

    @Test
    void refusesBranchesWithMoreTogetherThanCanBeCounted() {
        var concat = new Concat(List.of(List.of(Dense.of(3, Integer.MAX_VALUE)), List.of(Dense.of(3, 1))));

        assertThatThrownBy(() -> concat.outputShape(Shape.features(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "its branches make 2147483648 channels or features together, more than there can be; make fewer");
    }

    @Test
    void refusesGroupsThatDoNotDivideTheChannels() {
        assertThatThrownBy(() -> GroupNorm.of(3, 8))
                .hasMessage(
                        "GroupNorm's groups must have the same number of channels each, but 8 channels can't be divided into 3 groups; take a divisor of 8");
        assertThatThrownBy(() -> GroupNorm.of(0, 8)).hasMessageContaining("divided into 0 groups");
        assertThatThrownBy(() -> GroupNorm.of(2, 8).outputShape(Shape.image(6, 2, 2)))
                .hasMessage("it expects 8 channels, but its input [6, 2, 2] has 6");
    }

    @Test
    void layerNormalizationHasAScaleAndAShiftForEachValueOfASample() {
        var image = Shape.image(2, 7, 6);

        assertThat(LayerNorm.of(image).parameters(image))
                .containsExactly(
                        new ParameterSpec("weight", ParameterSpec.Role.SCALE, List.of(2, 7, 6), 1, 1),
                        new ParameterSpec("bias", ParameterSpec.Role.SHIFT, List.of(2, 7, 6), 1, 1));
        assertThat(LayerNorm.of(Shape.features(5)).parameterCount(Shape.features(5)))
                .isEqualTo(10);
        assertThat(LayerNorm.of(image).withAffine(false).parameters(image)).isEmpty();
    }

    @Test
    void refusesTheSoftmaxOfOneAlone() {
        assertThat(new Softmax().outputShape(Shape.image(2, 7, 6))).isEqualTo(Shape.image(2, 7, 6));
        assertThatThrownBy(() -> new Softmax().outputShape(Shape.image(1, 7, 6)))
                .hasMessage(
                        "it takes the softmax over channels or features, but its input [1, 7, 6] has one alone, of which it is always 1; use Sigmoid");
        assertThatThrownBy(() -> new LogSoftmax().outputShape(Shape.features(1)))
                .hasMessage(
                        "it takes the logarithm of the softmax over channels or features, but its input [1] has one alone, of which it is always 0; leave it out");
    }

    @Test
    void refusesToNormalizeSamplesOfAnotherShape() {
        assertThatThrownBy(() -> LayerNorm.of(Shape.image(2, 7, 6)).outputShape(Shape.image(2, 6, 6)))
                .hasMessage(
                        "it normalizes samples of [2, 7, 6], but its input is [2, 6, 6]; it takes the shape of its input");
        assertThatThrownBy(() -> LayerNorm.of(Shape.features(3)).withEpsilon(0))
                .hasMessage(
                        "LayerNorm's epsilon must be positive, or a channel of equal values would be divided by zero, but is 0.0");
    }

    @Test
    void readsASampleAsAnyShapeOfAsManyValues() {
        var image = Shape.image(3, 4, 5);

        for (var target : List.of(Shape.image(5, 2, 6), Shape.features(60), image)) {
            assertThat(new Reshape(target).outputShape(image)).isEqualTo(target);
            assertThat(new Reshape(image).outputShape(target)).isEqualTo(image);
        }
    }

    @Test
    void refusesToReshapeToAnotherNumberOfValues() {
        assertThatThrownBy(() -> new Reshape(Shape.features(59)).outputShape(Shape.image(3, 4, 5)))
                .hasMessage(
                        "Reshape keeps the number of values, but its input [3, 4, 5] has 60 and its target [59] has 59; choose a target of 60 values");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void refusesDropoutProbabilitiesOutsideZeroToOne(double probability) {
        assertThatThrownBy(() -> new Dropout(probability))
                .hasMessage("Dropout's probability must be at least 0 and below 1, but is " + probability);
        assertThatThrownBy(() -> new SpatialDropout2d(probability))
                .hasMessage("SpatialDropout2d's probability must be at least 0 and below 1, but is " + probability);
    }

    @Test
    void refusesToDropChannelsOfFeatures() {
        assertThatThrownBy(() -> new SpatialDropout2d(0.5).outputShape(Shape.features(3)))
                .hasMessage(
                        "SpatialDropout2d drops channels of an image [C, H, W], but its input is [3]; use Dropout, which drops single values");
    }

    @Test
    void refusesActivationsWhoseConstantsAreNoneOfTheirs() {
        assertThatThrownBy(() -> Activation.leakyRelu(Double.NaN))
                .hasMessage("LeakyReLU's slope must be a finite number, but is NaN");
        assertThatThrownBy(() -> Activation.elu(0))
                .hasMessage("ELU's alpha must be above 0, but is 0.0; with 0 it would be ReLU");
        assertThatThrownBy(() -> Activation.scale(Double.POSITIVE_INFINITY))
                .hasMessage("Scale's factor must be a finite number, but is Infinity");
    }

    @Test
    void describesActivationsWithTheirConstants() {
        assertThat(Activation.leakyRelu(0.01).describe()).isEqualTo("LeakyReLU(0.01)");
        assertThat(Activation.gelu().describe()).isEqualTo("GELU");
        assertThat(Activation.gelu(Activation.Function.Gelu.Approximation.TANH).describe())
                .isEqualTo("GELU(tanh)");
    }

    @Test
    void refusesShapesWithoutValuesOrWithTooMany() {
        assertThatThrownBy(() -> Shape.image(1, 0, 3))
                .hasMessage("An image shape needs at least one channel, row and column, but is [1, 0, 3]");
        assertThatThrownBy(() -> Shape.features(0)).hasMessage("A feature shape needs at least one value, but has 0");
        assertThatThrownBy(() -> Shape.image(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An image of [2147483647, 2147483647, 2147483647] has more values than one array can hold");
        assertThatThrownBy(() -> Shape.image(3, 40_000, 40_000)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Shape.image(1, 46_340, 46_340).size()).isEqualTo(46_340 * 46_340);
    }

    @Test
    void takesThePerSideMaximumOfPaddings() {
        assertThat(new Padding2d(1, 0, 3, 0).max(new Padding2d(0, 2, 1, 4))).isEqualTo(new Padding2d(1, 2, 3, 4));
    }
}
