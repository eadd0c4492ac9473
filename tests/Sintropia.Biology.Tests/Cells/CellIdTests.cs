using FsCheck;
using FsCheck.Fluent;
using Sintropia.Biology.Cells;

namespace Sintropia.Biology.Tests.Cells;

public sealed class CellIdTests
{
    [Fact]
    public void A_mother_is_found_from_her_daughter()
    {
        var mother = CellId.Founder(3, 14);

        Assert.Equal(mother, mother.Daughter(0).Mother(0));
        Assert.Equal(mother, mother.Daughter(1).Mother(1));
        Assert.NotEqual(mother, mother.Daughter(1).Mother(0));
    }

    [Fact]
    public void A_whole_line_leads_back_to_its_founder() => Prop.ForAll<uint, bool[]>((founder, line) =>
    {
        var cell = line.Aggregate(CellId.Founder(0, founder), (id, second) => id.Daughter(second ? 1 : 0));
        return line.Reverse().Aggregate(cell, (id, second) => id.Mother(second ? 1 : 0)) == CellId.Founder(0, founder);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_two_cells_of_a_culture_share_an_identity()
    {
        var all = new HashSet<CellId>();
        var generation = Enumerable.Range(0, 40).SelectMany(i => new[] { CellId.Founder(0, (ulong)i), CellId.Founder(1, (ulong)i) }).ToList();
        for (var g = 0; g < 10; g++)
        {
            Assert.All(generation, id => Assert.True(all.Add(id)));
            generation = [.. generation.SelectMany(id => new[] { id.Daughter(0), id.Daughter(1) })];
        }
    }

    [Fact]
    public void Text_is_32_hexadecimal_digits_and_reads_back() => Prop.ForAll<ulong, ulong>((high, low) =>
    {
        var id = new CellId(high * 0x9E3779B97F4A7C15, low);
        return id.ToString().Length == 32 && CellId.TryParse(id.ToString(), out var read) && read == id;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    [InlineData("0123456789abcdef0123456789abcdeg")]
    [InlineData(" 123456789abcdef0123456789abcdef")]
    [InlineData("0x23456789abcdef0123456789abcdef")]
    public void Other_text_is_no_identity(string text) => Assert.False(CellId.TryParse(text, out _));

    [Fact]
    public void Identities_are_ordered_as_unsigned_numbers()
    {
        CellId[] ascending = [new(0, 1), new(0, ulong.MaxValue), new(1, 0), new(ulong.MaxValue, 0)];

        Assert.Equal(ascending, ascending.Reverse().Order());
        Assert.Equal(ascending, ascending.OrderBy(id => id.ToString(), StringComparer.Ordinal));
    }
}
