using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Sintropia.Runs.Results;

/// <summary>A CSV file that grows row by row.</summary>
public sealed class TableFile : GrowingFile
{
    private bool _begun;

    /// <summary>Opens a table.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="header">Names of the columns, comma-separated.</param>
    /// <param name="length">Bytes to keep; 0 starts anew.</param>
    /// <exception cref="InvalidDataException">The file is shorter than that.</exception>
    public TableFile(string path, string header, long length) : base(path, length)
    {
        if (length > 0) return;
        Raw(Encoding.UTF8.GetBytes(header));
        EndRow();
    }

    /// <summary>Adds a text field, quoted where CSV needs it.</summary>
    public TableFile Add(string text)
    {
        Separate();
        if (text.AsSpan().IndexOfAny(",\"\n\r") >= 0) text = '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        Raw(Encoding.UTF8.GetBytes(text));
        return this;
    }

    /// <summary>Adds a field of bytes that need no quotes.</summary>
    public TableFile Add(ReadOnlySpan<byte> plain)
    {
        Separate();
        Raw(plain);
        return this;
    }

    /// <summary>Adds a whole number.</summary>
    public TableFile Add(long number)
    {
        Separate();
        Room(32);
        Utf8Formatter.TryFormat(number, Free, out var written);
        Used(written);
        return this;
    }

    /// <summary>Adds a number with the fewest digits that read back as the same bits.</summary>
    public TableFile Add(double number)
    {
        Separate();
        Room(32);
        number.TryFormat(Free, out var written, default, CultureInfo.InvariantCulture);
        Used(written);
        return this;
    }

    /// <summary>Adds a single-precision number likewise.</summary>
    public TableFile Add(float number)
    {
        Separate();
        Room(32);
        number.TryFormat(Free, out var written, default, CultureInfo.InvariantCulture);
        Used(written);
        return this;
    }

    /// <summary>Adds an identity as 32 hexadecimal digits.</summary>
    public TableFile Add(Biology.Cells.CellId id)
    {
        Separate();
        Room(32);
        Utf8Formatter.TryFormat(id.High, Free, out _, new('x', 16));
        Utf8Formatter.TryFormat(id.Low, Free[16..], out _, new('x', 16));
        Used(32);
        return this;
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        Raw("\n"u8);
        _begun = false;
    }

    private void Separate()
    {
        if (_begun) Raw(","u8);
        _begun = true;
    }
}
