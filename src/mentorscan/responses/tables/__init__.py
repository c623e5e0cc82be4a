"""The containers of survey exports: any file as raw columns. One file each."""
