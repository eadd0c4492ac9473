using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sintropia.Biology.Cells;

namespace Sintropia.Biology.Tests.Cells;

public sealed class CellTests
{
    [Fact]
    public void A_row_is_80_bytes_and_all_of_them_are_state()
    {
        var size = Unsafe.SizeOf<Cell>();
        var fields = typeof(Cell).GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic);

        Assert.Equal(Cell.Bytes, size);
        // No padding: a hash of the bytes is a hash of the fields.
        Assert.Equal(size, fields.Sum(f => Marshal.SizeOf(f.FieldType.IsEnum ? Enum.GetUnderlyingType(f.FieldType) : f.FieldType)));
    }

    [Fact]
    public void A_cell_knows_its_mother_without_memory_and_a_founder_has_none()
    {
        var founder = CellId.Founder(0, 1);

        Assert.Null(new Cell { Id = founder }.Mother);
        Assert.Equal(founder, new Cell { Id = founder.Daughter(0), Generation = 1 }.Mother);
        Assert.Equal(founder, new Cell { Id = founder.Daughter(1), Generation = 1, Traits = CellTraits.SecondDaughter | CellTraits.Held }.Mother);
    }

    [Fact]
    public void A_cell_is_what_all_of_the_traits_say()
    {
        var cell = new Cell { Traits = CellTraits.Held | CellTraits.Doomed };

        Assert.True(cell.Is(CellTraits.Held));
        Assert.True(cell.Is(CellTraits.Held | CellTraits.Doomed));
        Assert.False(cell.Is(CellTraits.Held | CellTraits.Tetraploid));
    }
}
