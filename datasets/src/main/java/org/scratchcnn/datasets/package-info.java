/** Finding, checking, downloading, splitting and batching data. */
package org.scratchcnn.datasets;
