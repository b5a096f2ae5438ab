/** What a network, its training and its task are: immutable descriptions that every engine builds from. */
@NullMarked
package org.scratchcnn.network;

import org.jspecify.annotations.NullMarked;
