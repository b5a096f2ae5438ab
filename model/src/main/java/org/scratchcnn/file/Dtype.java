package org.scratchcnn.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The types of a safetensors file's values that are read, by the format's names. */
enum Dtype {
    F32(Float.BYTES),
    /** IEEE 754's half precision. */
    F16(Short.BYTES),
    /** The upper half of an F32. */
    BF16(Short.BYTES),
    F64(Double.BYTES);

    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    /** Of one value. */
    int bytes() {
        return bytes;
    }

    /** The value that begins at this byte. */
    double value(MemorySegment data, long offset) {
        return switch (this) {
            case F32 -> data.get(FLOAT, offset);
            case F16 -> Float.float16ToFloat(data.get(SHORT, offset));
            case BF16 -> Float.intBitsToFloat(data.get(SHORT, offset) << Short.SIZE);
            case F64 -> data.get(DOUBLE, offset);
        };
    }
}
