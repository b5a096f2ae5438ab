/** What can be seen of a trained model: its filters, what its layers make of an input, and where it is wrong. */
@NullMarked
package org.scratchcnn.inspect;

import org.jspecify.annotations.NullMarked;
