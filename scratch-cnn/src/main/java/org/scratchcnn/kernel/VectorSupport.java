package org.scratchcnn.kernel;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.vector.PreferredSpecies;

/**
 * Whether SIMD kernels can be used in this JVM, decided once. Classes that import {@code jdk.incubator.vector} may be
 * touched only after {@link #isAvailable} said yes: without the module they don't load.
 *
 * <p>The Vector API is right everywhere but fast only where HotSpot's C2 compiles it to vector instructions; elsewhere it is
 * hundreds of times slower than scalar loops, so these kernels are then left alone. The JVM's name and options decide, as
 * in Apache Lucene.
 */
public final class VectorSupport {

    private static final String MODULE = "jdk.incubator.vector";

    /** Vectors of 64 bits gain nothing over scalar code. */
    private static final int FEWEST_LANES = 4;

    /** C1's levels are below. */
    private static final int LEVEL_OF_C2 = 4;

    private static final @Nullable String OBSTACLE = obstacle(
            ModuleLayer.boot().findModule(MODULE).isPresent(), VirtualMachine.current(), PreferredSpecies::floatLanes);

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private VectorSupport() {}

    /** Whether SIMD kernels can be used. */
    public static boolean isAvailable() {
        return OBSTACLE == null;
    }

    /** Whether SIMD kernels can be used; the first time that they can't, a warning says why. */
    public static boolean isAvailableOrWarn() {
        if (OBSTACLE != null && WARNED.compareAndSet(false, true)) {
            System.getLogger(VectorSupport.class.getName())
                    .log(System.Logger.Level.WARNING, "Using scalar kernels, which are many times slower: " + OBSTACLE);
        }
        return OBSTACLE == null;
    }

    /**
     * Floats in one vector of this machine's preferred size.
     *
     * @throws UnsupportedOperationException if SIMD kernels can't be used
     */
    public static int lanes() {
        require("A vector");
        return PreferredSpecies.floatLanes();
    }

    /**
     * To be called first by whatever was asked for by name and can't do without SIMD.
     *
     * @param subject what needs vectors, as the beginning of a sentence
     * @throws UnsupportedOperationException if SIMD kernels can't be used, with the reason
     */
    public static void require(String subject) {
        if (OBSTACLE != null) {
            throw new UnsupportedOperationException(subject + " needs SIMD, but " + OBSTACLE);
        }
    }

    /** The first thing that stands in the way, or null; what comes later is not even looked at. */
    static @Nullable String obstacle(boolean modulePresent, VirtualMachine jvm, IntSupplier lanes) {
        if (!modulePresent) {
            return String.format(
                    Locale.ROOT,
                    "this JVM was started without the module %s; start it with --add-modules %s",
                    MODULE,
                    MODULE);
        }
        if (!jvm.name().contains("Server VM")) {
            return String.format(
                    Locale.ROOT,
                    "this JVM (%s) is not HotSpot, whose compiler C2 turns vectors into SIMD; run it on an OpenJDK with HotSpot",
                    jvm.name());
        }
        if (!hasC2(jvm)) {
            return String.format(
                    Locale.ROOT,
                    "this JVM runs without its optimizing compiler C2 (%s); leave out -Xint, -XX:TieredStopAtLevel and -XX:CompilationMode",
                    jvm.mode());
        }
        if (jvm.isOn("UseJVMCICompiler")) {
            return "this JVM compiles with a JVMCI compiler instead of C2; leave out -XX:+UseJVMCICompiler";
        }
        if (jvm.option("UseFMA").equals(Optional.of("false"))) {
            return "this JVM has no fused multiply-add instruction, because the processor has none or -XX:-UseFMA was given";
        }
        if (lanes.getAsInt() < FEWEST_LANES) {
            return String.format(
                    Locale.ROOT,
                    "its vectors hold only %d floats, because the processor has no larger ones or -XX:MaxVectorSize was given",
                    lanes.getAsInt());
        }
        return null;
    }

    private static boolean hasC2(VirtualMachine jvm) {
        var mode = jvm.mode().toLowerCase(Locale.ROOT);
        int level = jvm.option("TieredStopAtLevel").map(Integer::parseInt).orElse(LEVEL_OF_C2);
        return !mode.contains("interpreted") && !mode.contains("emulated-client") && level >= LEVEL_OF_C2;
    }

    /** The largest set of SIMD instructions that this JVM uses: {@code AVX-512}, {@code AVX2}, …, {@code SVE}, {@code NEON}. */
    public static String instructions() {
        return instructions(VirtualMachine.current(), System.getProperty("os.arch", ""));
    }

    /** The set of instructions by HotSpot's own options, which hold what it found in the processor. */
    static String instructions(VirtualMachine jvm, String architecture) {
        var avx = jvm.option("UseAVX");
        if (avx.isPresent()) {
            return switch (avx.get()) {
                case "0" -> "SSE";
                case "1" -> "AVX";
                case "2" -> "AVX2";
                default -> "AVX-512";
            };
        }
        var sve = jvm.option("UseSVE");
        if (sve.isPresent()) {
            return switch (sve.get()) {
                case "0" -> "NEON";
                case "1" -> "SVE";
                default -> "SVE2";
            };
        }
        return architecture.isEmpty() ? "unknown" : architecture;
    }
}
