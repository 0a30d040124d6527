"""Write operations: what one command does to the archive while it holds the lock, each file completely or not at all.

How a clip is changed:

1. Read the file and compute its new bytes.
2. Append the old bytes to the journal of the operation, and sync it (`fsync`). The history can undo the change now.
3. Write the new bytes to a staged file, and sync it; in a bulk change this is done for a whole batch at once.
4. Check that the clip still has the old bytes, swap the two files atomically, and check the old bytes once more. If
   another program has saved in between, its file is swapped back, and the change begins again with its bytes.
5. Sync the folder. The staged file, which holds the old bytes now, is removed.

<<<<<<< HEAD
New and restored clips, and their originals, are staged, journaled, and then published under a free name. Removed
clips are journaled, and then moved to the trash of the operation. After a crash the journal tells what was to be done;
the next operation tidies up.
=======
A clip that is to lie elsewhere is not swapped: its new file is staged and published under a free name, the folder is
synced, and then the old file is put aside. So the clip is never without a file.

New clips are staged, journaled, and then published under a free name. Removed clips are journaled, and then moved to
the trash of the operation. After a crash the journal tells what was to be done; the next operation tidies up.
>>>>>>> 6031431 (Offer to move a file whose name tells an old date or title, and find such files in a check)
"""

from clipper.store.operation.lifecycle import begin
from clipper.store.operation.new_files import NewFile
from clipper.store.operation.operation import Operation
from clipper.store.operation.results import FileResult

__all__ = ["FileResult", "NewFile", "Operation", "begin"]
