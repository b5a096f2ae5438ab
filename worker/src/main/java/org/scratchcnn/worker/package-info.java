/** What an engine process does: the protocol and the measuring loop. */
package org.scratchcnn.worker;
