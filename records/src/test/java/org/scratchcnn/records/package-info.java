@NullMarked
package org.scratchcnn.records;

import org.jspecify.annotations.NullMarked;
