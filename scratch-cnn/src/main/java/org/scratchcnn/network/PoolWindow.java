package org.scratchcnn.network;

/** What both pooling layers ask of their window: no dilation, and padding smaller than the kernel. */
final class PoolWindow {

    private PoolWindow() {}

    static Window2d of(Size2d kernel, Size2d stride, Padding2d padding) {
        return new Window2d(kernel, stride, padding, Size2d.ONE);
    }

    static void check(String layer, Window2d window) {
        var kernel = window.kernel();
        var padding = window.padding();
        if (!window.dilation().equals(Size2d.ONE)) {
            throw new IllegalArgumentException(layer + " has no dilation, but was given " + window.dilation());
        }
        if (Math.max(padding.top(), padding.bottom()) >= kernel.height()
                || Math.max(padding.left(), padding.right()) >= kernel.width()) {
            throw new IllegalArgumentException(
                    "%s's padding %s must be smaller than its kernel %s, or a window could hold padding alone"
                            .formatted(layer, padding, kernel));
        }
    }

    static String describe(Window2d window) {
        var text = new StringBuilder(window.kernel().toString());
        if (!window.stride().equals(window.kernel())) {
            text.append(", stride ").append(window.stride());
        }
        if (!window.padding().isNone()) {
            text.append(", padding ").append(window.padding());
        }
        return text.toString();
    }
}
