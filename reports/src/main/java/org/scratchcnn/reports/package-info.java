/** Tables, charts, pages, statistics and verdicts from run records. */
package org.scratchcnn.reports;
