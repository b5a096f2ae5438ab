/** The one command over everything. */
package org.scratchcnn.cli;
