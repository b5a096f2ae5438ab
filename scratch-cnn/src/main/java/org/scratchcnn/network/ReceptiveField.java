package org.scratchcnn.network;

/**
 * How much of the network's input one value sees, and how far apart two neighbouring values look (Araujo, Norris and
 * Sim 2019, "Computing receptive fields of convolutional neural networks").
 */
record ReceptiveField(long height, long width, long jumpDown, long jumpAcross) {

    static final ReceptiveField POINT = new ReceptiveField(1, 1, 1, 1);

    ReceptiveField after(LayerSpec layer, Shape input, Shape networkInput) {
        return switch (layer) {
            case Conv2d conv -> after(conv.window());
            case LocallyConnected2d local -> after(local.window());
            case ConvTranspose2d conv -> afterTransposed(conv.window());
            case MaxPool2d pool -> after(pool.window().sliding());
            case AvgPool2d pool -> after(pool.window().sliding());
            case AdaptiveAvgPool2d pool -> after(largestWindow(pool.output(), (Shape.Image) input));
            case Upsample upsample ->
                afterTransposed(new Window2d(upsample.factor(), upsample.factor(), Padding2d.NONE, Size2d.ONE));
            case Dense _, GlobalMaxPool2d _, GlobalAvgPool2d _ -> everything(networkInput);
            // What a value sees through the statistics of its group or sample is left out, as usual.
            case GroupNorm _, LayerNorm _ -> this;
            // Neighbours in the new image may have been anywhere in the old one.
            case Reshape(var target) -> target instanceof Shape.Image ? everything(networkInput) : this;
            case Activation _,
                    Softmax _,
                    LogSoftmax _,
                    BatchNorm _,
                    Dropout _,
                    SpatialDropout2d _,
                    Flatten _,
                    PadChannels _,
                    Residual _,
                    Concat _ -> this;
        };
    }

    /** One position more than is between two of them where they don't divide the image. */
    private static Window2d largestWindow(Size2d output, Shape.Image input) {
        var stride =
                new Size2d(Math.ceilDiv(input.height(), output.height()), Math.ceilDiv(input.width(), output.width()));
        var kernel = new Size2d(
                Math.min(input.height(), stride.height() + Math.min(1, input.height() % output.height())),
                Math.min(input.width(), stride.width() + Math.min(1, input.width() % output.width())));
        return new Window2d(kernel, stride, Padding2d.NONE, Size2d.ONE);
    }

    /** Of a value that is made of two, whose fields have the same centre. */
    ReceptiveField union(ReceptiveField other) {
        return new ReceptiveField(
                Math.max(height, other.height),
                Math.max(width, other.width),
                Math.max(jumpDown, other.jumpDown),
                Math.max(jumpAcross, other.jumpAcross));
    }

    /** Padding can make the field reach outside the image; it is stated as is, like in literature. */
    Size2d size() {
        return size(height, width);
    }

    /** Rows and columns between what two neighbouring values see. */
    Size2d jump() {
        return size(jumpDown, jumpAcross);
    }

    private static Size2d size(long down, long across) {
        return new Size2d(Math.clamp(down, 1, Integer.MAX_VALUE), Math.clamp(across, 1, Integer.MAX_VALUE));
    }

    private ReceptiveField after(Window2d window) {
        return new ReceptiveField(
                height + (window.extentHeight() - 1) * jumpDown,
                width + (window.extentWidth() - 1) * jumpAcross,
                jumpDown * window.stride().height(),
                jumpAcross * window.stride().width());
    }

    /** An output is made of every stride-th tap. Neighbours look less than before apart, which is rounded up. */
    private ReceptiveField afterTransposed(Window2d window) {
        int down = window.stride().height();
        int across = window.stride().width();
        return new ReceptiveField(
                height + (Math.ceilDiv(window.extentHeight(), down) - 1) * jumpDown,
                width + (Math.ceilDiv(window.extentWidth(), across) - 1) * jumpAcross,
                Math.ceilDiv(jumpDown, down),
                Math.ceilDiv(jumpAcross, across));
    }

    private static ReceptiveField everything(Shape networkInput) {
        return switch (networkInput) {
            case Shape.Image image -> new ReceptiveField(image.height(), image.width(), 1, 1);
            case Shape.Features features -> new ReceptiveField(1, features.count(), 1, 1);
        };
    }
}
