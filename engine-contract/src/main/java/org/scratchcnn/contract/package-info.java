/** What every launched engine is tested for; each engine's module extends these tests. */
@NullMarked
package org.scratchcnn.contract;

import org.jspecify.annotations.NullMarked;
