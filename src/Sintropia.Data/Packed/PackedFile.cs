using System.IO.Compression;

namespace Sintropia.Data.Packed;

/// <summary>Text files that may be packed with gzip, and are written under a temporary name.</summary>
internal static class PackedFile
{
    private const int Buffer = 1 << 16;

    /// <summary>Whether the name of a file says that it is packed.</summary>
    public static bool IsPacked(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens a file; its first bytes say whether it is packed.</summary>
    public static Stream Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Buffer, FileOptions.SequentialScan);
            var packed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            file.Position = 0;
            return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFileException(path, null, "There is no such file.", "Check the path.", absent);
        }
        catch (Exception closed) when (closed is UnauthorizedAccessException or IOException)
        {
            throw new DataFileException(path, null, $"It cannot be read: {closed.Message}", "Check that it is a file and may be read.", closed);
        }
    }

    /// <summary>The length of a file on the disk.</summary>
    public static long Length(string path) => new FileInfo(path).Length;

    /// <summary>Writes a file, packed where its name says so, and puts it under its name when it is whole.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, Buffer))
            using (var stream = IsPacked(path) ? new GZipStream(file, CompressionLevel.Optimal) : (Stream)file)
                write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failed) when (failed is UnauthorizedAccessException or IOException)
        {
            throw new DataFileException(path, null, $"It cannot be written: {failed.Message}", "Check that the folder exists, may be written and has room.", failed);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>What went wrong while a packed file was read, in words.</summary>
    public static DataFileException Damaged(string path, Exception why) => new(path, null, $"It cannot be unpacked: {why.Message}", "The file is damaged or cut short; get it again.", why);
}
