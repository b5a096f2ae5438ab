/** What a look into a trained model shows. */
@NullMarked
package org.scratchcnn.reports.inspect;

import org.jspecify.annotations.NullMarked;
