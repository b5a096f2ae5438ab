/** Users' own data: folders of images, and tables of pixels. */
@NullMarked
package org.scratchcnn.datasets.user;

import org.jspecify.annotations.NullMarked;
