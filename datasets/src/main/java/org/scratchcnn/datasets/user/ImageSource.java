package org.scratchcnn.datasets.user;

import java.nio.file.Path;

/**
 * An image that is to be read.
 *
 * @param name for users
 * @param label its class, from 0
 */
record ImageSource(Path file, String name, int label) {}
