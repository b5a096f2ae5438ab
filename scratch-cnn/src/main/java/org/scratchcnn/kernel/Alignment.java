package org.scratchcnn.kernel;

import java.util.Optional;

/**
 * Where what vectors touch begins in its array, so that no vector lies across two cache lines: such a one takes two
 * accesses. Arrays begin at multiples of what the JVM was told, and their elements behind a header. So the first
 * {@link #LEAD} elements are left out: where arrays begin on cache lines, what follows does too.
 */
public final class Alignment {

    /** A cache line, and the longest vector. */
    private static final int BYTES = 64;

    private static final VirtualMachine JVM = VirtualMachine.current();

    /** The index of the first float that begins a cache line where the array does. */
    public static final int LEAD = lead(JVM);

    private static final boolean CERTAIN = isCertain(JVM);

    private Alignment() {}

    /** Whether all objects of this JVM begin on cache lines. Where they don't, {@link #LEAD} is right for some only. */
    public static boolean isCertain() {
        return CERTAIN;
    }

    /** As {@code 64 bytes}, or what to do about it. */
    public static String describe() {
        return describe(CERTAIN);
    }

    static String describe(boolean certain) {
        return certain ? BYTES + " bytes" : "not certain: start Java with -XX:ObjectAlignmentInBytes=" + BYTES;
    }

    static int lead(VirtualMachine jvm) {
        return (BYTES - headerBytes(jvm)) / Float.BYTES;
    }

    /** What HotSpot keeps before an array's elements: a mark, a class and the length, which takes 4 bytes. */
    private static int headerBytes(VirtualMachine jvm) {
        if (jvm.isOn("UseCompactObjectHeaders")) {
            return 8 + Integer.BYTES;
        }
        boolean wideClass = jvm.option("UseCompressedClassPointers").equals(Optional.of("false"));
        return 8 + (wideClass ? 8 : 4) + Integer.BYTES;
    }

    static boolean isCertain(VirtualMachine jvm) {
        return jvm.option("ObjectAlignmentInBytes").map(Integer::parseInt).orElse(1) % BYTES == 0;
    }
}
