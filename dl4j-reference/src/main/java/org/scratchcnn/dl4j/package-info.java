/** The same networks in Deeplearning4j, and its worker process. */
package org.scratchcnn.dl4j;
