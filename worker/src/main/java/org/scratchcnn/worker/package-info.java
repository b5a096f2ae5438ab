/** What an engine process does: the protocol and the measuring loop. */
@NullMarked
package org.scratchcnn.worker;

import org.jspecify.annotations.NullMarked;
