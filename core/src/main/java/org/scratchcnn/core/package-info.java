/** What all engines agree on: descriptions, batches, snapshots, the engine interface and the run record. */
package org.scratchcnn.core;
