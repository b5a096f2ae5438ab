package org.nd4j.nativeblas;

/**
 * Stands where Deeplearning4j 1.0.0-M2.1 still looks for its native bindings.
 *
 * <p>{@code BaseMKLDNNHelper.mklDnnEnabled()} asks {@code org.nd4j.nativeblas.Nd4jCpu$Environment} by reflection whether
 * oneDNN is in use. The bindings have since moved to {@code org.nd4j.linalg.cpu.nativecpu.bindings}, so the question
 * always failed and no layer ever got its oneDNN helper. This class passes the question on to where the answer is. By
 * itself it changes nothing: helpers stay off until {@code org.eclipse.deeplearning4j.helpers.disable} is false.
 */
public final class Nd4jCpu {

    private Nd4jCpu() {}

    /** What the check calls: {@code getInstance()}, then {@code isUseMKLDNN()}. */
    public static final class Environment {

        private static final Environment INSTANCE = new Environment();

        private Environment() {}

        public static Environment getInstance() {
            return INSTANCE;
        }

        public boolean isUseMKLDNN() {
            return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance()
                    .isUseONEDNN();
        }
    }
}
