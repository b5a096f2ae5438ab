package org.scratchcnn.worker;

/** Where a worker's samples come from. */
@FunctionalInterface
interface DataProvider {

    /** The samples that the request's task names, or an exception that says why they can't be had. */
    TaskData load(WorkerRequest request);
}
