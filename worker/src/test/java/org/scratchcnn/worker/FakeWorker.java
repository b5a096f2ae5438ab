package org.scratchcnn.worker;

/** The main class of a worker process whose engine prints to standard output. */
final class FakeWorker {

    private FakeWorker() {}

    static void main(String[] args) {
        var talkative = new FakeEngine() {
            @Override
            double loss(int step) {
                System.out.println("The loss was asked for");
                return super.loss(step);
            }
        };
        EngineWorker.run(talkative);
    }
}
