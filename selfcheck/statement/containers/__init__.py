"""What a file is, by its bytes: a workbook, an archive, OFX, a 全銀 file, or text."""
