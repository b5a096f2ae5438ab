package org.scratchcnn.kernel.textbook;

/**
 * A matrix lying in a larger array: element (r, c) is {@code values[offset + r·rowStride + c·columnStride]}. It is
 * pointed at one place after the other, so that nothing needs to be allocated for it.
 */
public final class Matrix {

    private float[] values = {};
    private int offset;
    private int rows;
    private int columns;
    private int rowStride;
    private int columnStride;

    /**
     * Points at a matrix stored row after row.
     *
     * @param stride from the beginning of one row to that of the next
     * @return this matrix
     */
    public Matrix rowMajor(float[] newValues, int newOffset, int newRows, int newColumns, int stride) {
        values = newValues;
        offset = newOffset;
        rows = newRows;
        columns = newColumns;
        rowStride = stride;
        columnStride = 1;
        return this;
    }

    /**
     * Points at the transpose of a matrix stored row after row.
     *
     * @param newRows of the transpose, columns in storage
     * @param newColumns of the transpose, rows in storage
     * @param stride from the beginning of one stored row to that of the next
     * @return this matrix
     */
    public Matrix transposed(float[] newValues, int newOffset, int newRows, int newColumns, int stride) {
        rowMajor(newValues, newOffset, newRows, newColumns, 1);
        columnStride = stride;
        return this;
    }

    /** The array that it lies in. */
    public float[] values() {
        return values;
    }

    /** The index of element (row, column). */
    public int index(int row, int column) {
        return offset + row * rowStride + column * columnStride;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Distance of vertical neighbours. */
    public int rowStride() {
        return rowStride;
    }

    /** Distance of horizontal neighbours. */
    public int columnStride() {
        return columnStride;
    }
}
