namespace Sintropia.Weights.Tests.Safetensors;

public sealed class SafetensorsReaderTests
{
    [Fact]
    public void Names_types_shapes_and_metadata_are_those_of_the_header()
    {
        using var file = SafetensorsBytes.Read(SafetensorsBytes.Of(
            """{"__metadata__":{"format":"pt"},"layer.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"steps":{"dtype":"I64","shape":[],"data_offsets":[8,16]}}   """,
            [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 5, 0, 0, 0, 0, 0, 0, 0]));

        Assert.Equal(WeightFormat.Safetensors, file.Format);
        Assert.Equal(["layer.weight F32 [1, 2]", "steps I64 []"], file.Tensors.Select(t => t.ToString()));
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal([1f, -2f], file["layer.weight"].Floats.ToArray());
        Assert.Equal(5, file["steps"].ToInt32s().Single());
        Assert.Null(file.Root);
    }

    [Fact]
    public void Tensors_without_elements_may_share_a_place()
    {
        using var file = SafetensorsBytes.Read(SafetensorsBytes.Of(
            """{"z":{"dtype":"F64","shape":[3,0],"data_offsets":[4,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"e":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 1, 2, 3, 4));

        Assert.Equal(0, file["z"].Count);
        Assert.Empty(file["e"].Floats.ToArray());
        Assert.Equal([1f, 2, 3, 4], file["a"].ToFloats());
    }

    [Fact]
    public void Numbers_need_not_be_aligned()
    {
        using var file = SafetensorsBytes.Read(SafetensorsBytes.Of(
            """{"b":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"f":{"dtype":"F32","shape":[1],"data_offsets":[1,5]},"d":{"dtype":"F64","shape":[1],"data_offsets":[5,13]}}""",
            [9, 0, 0, 0x80, 0x3f, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f]));

        Assert.Equal(1f, file["f"].Floats[0]);
        Assert.Equal(1.0, file["d"].ToDoubles()[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234567")]
    public void A_file_too_short_for_a_length_is_torn(string text) => Assert.Contains("fewer than the 8", SafetensorsBytes.Refused(System.Text.Encoding.ASCII.GetBytes(text)).Message);

    [Theory]
    [InlineData(ulong.MaxValue, "allows 100000000")]
    [InlineData(1UL << 63, "allows 100000000")]
    [InlineData(100_000_001UL, "claim a header of 100000001 bytes")]
    [InlineData(100_000_000UL, "the file ends after 2")]
    [InlineData(3UL, "the file ends after 2")]
    public void A_header_longer_than_the_format_or_the_file_is_refused(ulong claimed, string why) => Assert.Contains(why, SafetensorsBytes.Refused(SafetensorsBytes.Of(claimed, "{}")).Message);

    [Theory]
    [InlineData("", "not the JSON")]
    [InlineData("{", "not the JSON")]
    [InlineData("[]", "has to be a JSON object")]
    [InlineData("{} x", "not the JSON")]
    [InlineData("""{"a":1}""", "there is '1'")]
    [InlineData("""{"a":{}}""", "no dtype")]
    [InlineData("""{"a":{"dtype":"F32"}}""", "no shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0]}}""", "no data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0],"more":1}}""", "the key 'more'")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F64","shape":[0],"data_offsets":[0,0]}}""", "dtype twice")]
    [InlineData("""{"a":{"dtype":{"x":{"y":{"z":1}}},"shape":[0],"data_offsets":[0,0]}}""", "there is an object")]
    [InlineData("""{"__metadata__":{"a":1}}""", "__metadata__.a")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", "'a' twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "__metadata__ twice")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", "not Unicode")]
    public void A_header_that_says_something_else_is_refused(string header, string why) => Assert.Contains(why, SafetensorsBytes.Refused(SafetensorsBytes.Of(header)).Message);

    [Theory]
    [InlineData("\"F8_E4M3\"", "[4]", "[0,4]", "dtype 'F8_E4M3' is not known")]
    [InlineData("7", "[4]", "[0,4]", "there is '7'")]
    [InlineData("\"U8\"", "[-4]", "[0,4]", "cannot hold '-4', which is no whole number")]
    [InlineData("\"U8\"", "[4.0]", "[0,4]", "cannot hold '4.0', which is no whole number")]
    [InlineData("\"U8\"", "[18446744073709551620]", "[0,4]", "cannot hold '18446744073709551620', which is no whole number")]
    [InlineData("\"U8\"", "[\"4\"]", "[0,4]", "'4', which is no")]
    [InlineData("\"U8\"", "4", "[0,4]", "JSON list")]
    [InlineData("\"U8\"", "[4]", "[0]", "there have to be two")]
    [InlineData("\"U8\"", "[4]", "[0,4,4]", "more than 2 numbers")]
    [InlineData("\"U8\"", "[4]", "[4,0]", "end before it begins")]
    [InlineData("\"U8\"", "[5]", "[0,5]", "only 4 bytes follow")]
    [InlineData("\"U8\"", "[4]", "[0,9223372036854775807]", "only 4 bytes follow")]
    [InlineData("\"F32\"", "[4]", "[0,4]", "takes 16 bytes, and its data_offsets [0, 4] hold 4")]
    [InlineData("\"U8\"", "[4294967296,4294967296,4]", "[0,4]", "more bytes than there are numbers for")]
    [InlineData("\"F64\"", "[2305843009213693952]", "[0,0]", "more bytes than there are numbers for")] // 2⁶¹ × 8 wraps to 0
    [InlineData("\"U8\"", "[1000000000]", "[0,4]", "takes 1000000000 bytes")]
    [InlineData("\"U8\"", "[3]", "[0,3]", "ends at byte 3 of the data, and there are 4")]
    [InlineData("\"U8\"", "[3]", "[1,4]", "from 0 on belong to no tensor")]
    public void A_tensor_that_does_not_fit_its_bytes_is_refused(string dtype, string shape, string offsets, string why)
    {
        var error = SafetensorsBytes.Refused(SafetensorsBytes.OfOne(dtype, shape, offsets, 1, 2, 3, 4));
        Assert.Contains(why, error.Message);
        if (!why.StartsWith("ends at byte", StringComparison.Ordinal)) Assert.Equal("a", error.Tensor);
    }

    [Fact]
    public void A_shape_of_a_thousand_dimensions_is_refused() =>
        Assert.Contains("more than 32 numbers", SafetensorsBytes.Refused(SafetensorsBytes.OfOne("\"U8\"", $"[{string.Join(',', Enumerable.Repeat(1, 1000))}]", "[0,1]", 1)).Message);

    [Theory]
    [InlineData(0, 2, 1, 3, "begins at byte 1 of the data, inside 'a', which ends at 2")]
    [InlineData(0, 1, 2, 3, "begins at byte 2 of the data, and the bytes from 1 on belong to no tensor")]
    public void Tensors_that_overlap_or_leave_a_hole_are_refused(int a, int b, int c, int d, string why) => Assert.Contains(why, SafetensorsBytes.Refused(SafetensorsBytes.Of(
        $$$"""{"a":{"dtype":"U8","shape":[{{{b - a}}}],"data_offsets":[{{{a}}},{{{b}}}]},"b":{"dtype":"U8","shape":[{{{d - c}}}],"data_offsets":[{{{c}}},{{{d}}}]}}""", 1, 2, 3)).Message);

    [Fact]
    public void A_name_twice_is_refused()
    {
        var error = SafetensorsBytes.Refused(SafetensorsBytes.Of("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"\u0061":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 1, 2));
        Assert.Contains("names it twice", error.Message);
        Assert.Equal("a", error.Tensor);
    }

    [Fact]
    public void A_name_cannot_speak_to_the_terminal()
    {
        var error = SafetensorsBytes.Refused(SafetensorsBytes.Of($$$"""{"\u001b[31mred\u0007{{{new string('x', 500)}}}":{"dtype":"F8","shape":[1],"data_offsets":[0,1]}}""", 1));
        Assert.DoesNotContain('\u001b', error.Message);
        Assert.DoesNotContain(new string('x', 200), error.Message);
    }
}
