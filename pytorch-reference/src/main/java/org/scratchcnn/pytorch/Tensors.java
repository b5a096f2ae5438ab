package org.scratchcnn.pytorch;

import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.scratchcnn.network.Shape;

/** Tensors that outlive a step, and their values as arrays. */
final class Tensors {

    private Tensors() {}

    /** {@code [N, C, H, W]} or {@code [N, F]}. */
    static long[] shape(long samples, Shape sample) {
        return LongStream.concat(
                        LongStream.of(samples), sample.extents().stream().mapToLong(extent -> extent))
                .toArray();
    }

    /**
     * A new tensor, its values undefined; to be closed.
     *
     * @param imageFormat the layout if there are four dimensions; with any other number there is only one
     */
    static Tensor allocate(ScalarType type, MemoryFormat imageFormat, long... shape) {
        var format = shape.length == 4 ? imageFormat : MemoryFormat.Contiguous;
        try (var options = new TensorOptions(type);
                var optionalFormat = new MemoryFormatOptional(format)) {
            return torch.empty(shape, options, optionalFormat);
        }
    }

    /** Copies values, whatever the two tensors' layouts. */
    static void copy(Tensor from, Tensor to) {
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            to.copy_(from);
        }
    }

    /** Sets a tensor from values in row-major order, whatever its layout. */
    static void write(float[] values, Tensor tensor) {
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            var rowMajor = torch.empty(values.length);
            rowMajor.data_ptr_float().put(values, 0, values.length);
            tensor.copy_(rowMajor.view_as(tensor));
        }
    }

    /** A tensor's values in row-major order, the first {@code count}, into {@code values}. */
    static void read(Tensor tensor, float[] values, int count) {
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            tensor.to(ScalarType.Float).contiguous().data_ptr_float().get(values, 0, count);
        }
    }
}
