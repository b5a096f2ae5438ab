package org.scratchcnn.pytorch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What a session's tensors of real numbers are like.
 *
 * @param precision of the numbers
 * @param imageFormat the layout of those with four dimensions
 */
record TensorKind(ScalarType precision, MemoryFormat imageFormat) {

    /** A new tensor, its values undefined; to be closed. */
    Tensor allocate(long... shape) {
        return Tensors.allocate(precision, imageFormat, shape);
    }
}
