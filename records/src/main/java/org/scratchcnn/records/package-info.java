/** JSON form of descriptions and run records. */
package org.scratchcnn.records;
