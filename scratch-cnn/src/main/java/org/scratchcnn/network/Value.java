package org.scratchcnn.network;

import java.util.List;

/**
 * What flows between the operations of a network.
 *
 * @param number in the network; 0 is its input
 * @param shape of one sample
 * @param receptiveField rows and columns of the network's input that one element sees
 * @param jump rows and columns of the network's input between what two neighbouring elements see
 * @param readers indexes of the operations that read it, in their order; an operation that reads it twice is there twice
 */
public record Value(int number, Shape shape, Size2d receptiveField, Size2d jump, List<Integer> readers) {

    public Value {
        readers = List.copyOf(readers);
    }
}
