package org.scratchcnn.kernel;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Where arrays stand in memory at the moment: a function of C that moves nothing to where it is says so. */
public final class ArrayAddress {

    private static final MethodHandle MEMMOVE = memmove();

    private ArrayAddress() {}

    @SuppressWarnings("restricted") // The tests' JVM is started with --enable-native-access.
    private static MethodHandle memmove() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("memmove"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG),
                Linker.Option.critical(true));
    }

    /** The address of an element. */
    public static long of(float[] array, int index) {
        var elements = MemorySegment.ofArray(array);
        try {
            return (long) MEMMOVE.invokeExact(elements, elements, 0L) + (long) index * Float.BYTES;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
