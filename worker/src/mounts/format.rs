//! The compressions that a payload can name, and their decoders.

use std::fmt;
use std::io::{self, BufRead, Read};

use generated::payload::common::{ArchiveFormat, FileFormat};
use lz4_flex::frame::FrameDecoder;

use super::archive::{ArchiveError, unless_panicking};

/// How much memory a decoder may take for its dictionary, in bytes: what the strongest usual settings need.
const LARGEST_DICTIONARY: u32 = 256 << 20;
/// What is decoded at a time, in bytes.
const PIECE: usize = 128 << 10;

/// How a stream of bytes is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    None,
    /// Brotli.
    Brotli,
    /// bzip2, one or several streams.
    Bzip2,
    /// gzip, one or several members.
    Gzip,
    /// lzip, one or several members.
    Lzip,
    /// LZ4 frames.
    Lz4,
    /// Snappy frames. Not what S2 makes of them unless it is told to be compatible.
    Snappy,
    /// xz, one or several streams.
    Xz,
    /// Zstandard frames.
    Zstd,
    /// zlib.
    Zlib,
}

/// The file formats that can be decompressed, for messages.
const OFFERED: &str = "br, bz2, gz, lz, lz4, sz, xz, zst and zz";

impl Compression {
    /// The compression of a file.
    ///
    /// # Errors
    ///
    /// When this worker does not know it.
    pub fn of_file(format: FileFormat) -> Result<Self, ArchiveError> {
        Ok(match format {
            FileFormat::Br => Self::Brotli,
            FileFormat::Bz2 => Self::Bzip2,
            FileFormat::Gz => Self::Gzip,
            FileFormat::Lz => Self::Lzip,
            FileFormat::Lz4 => Self::Lz4,
            FileFormat::Sz => Self::Snappy,
            FileFormat::Xz => Self::Xz,
            FileFormat::Zst => Self::Zstd,
            FileFormat::Zz => Self::Zlib,
            FileFormat::Mz => return Err(unsupported(format)),
        })
    }

    /// The compression of a tar archive; nothing for other archives.
    ///
    /// # Errors
    ///
    /// When this worker does not know it.
    pub fn of_tar(format: ArchiveFormat) -> Result<Option<Self>, ArchiveError> {
        Ok(Some(match format {
            ArchiveFormat::Tar => Self::None,
            ArchiveFormat::TarBr => Self::Brotli,
            ArchiveFormat::TarBz2 => Self::Bzip2,
            ArchiveFormat::TarGz => Self::Gzip,
            ArchiveFormat::TarLz => Self::Lzip,
            ArchiveFormat::TarLz4 => Self::Lz4,
            ArchiveFormat::TarSz => Self::Snappy,
            ArchiveFormat::TarXz => Self::Xz,
            ArchiveFormat::TarZst => Self::Zstd,
            ArchiveFormat::TarZz => Self::Zlib,
            ArchiveFormat::TarMz => return Err(unsupported(format)),
            ArchiveFormat::X7z | ArchiveFormat::Rar | ArchiveFormat::Zip => return Ok(None),
        }))
    }

    /// A reader of what `input` holds in this compression.
    ///
    /// # Errors
    ///
    /// When the decoder cannot be set up.
    pub fn decoder<'a>(self, input: impl BufRead + Send + 'a) -> io::Result<Box<dyn Read + Send + 'a>> {
        Ok(match self {
            Self::None => Box::new(input),
            Self::Brotli => Box::new(brotli_decompressor::Decompressor::new(input, PIECE)),
            Self::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(input)),
            Self::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(input)),
            Self::Lzip => Box::new(lzma_rust2::LzipReader::new(input)),
            Self::Lz4 => Box::new(Frames(Some(FrameDecoder::new(input.chain(NO_CONTENT))))),
            Self::Snappy => Box::new(snap::read::FrameDecoder::new(input)),
            Self::Xz => Box::new(lzma_rust2::XzReader::new_mem_limit(input, true, LARGEST_DICTIONARY >> 10)),
            Self::Zstd => {
                let mut decoder = zstd::stream::read::Decoder::with_buffer(input)?;
                decoder.window_log_max(LARGEST_DICTIONARY.ilog2())?;
                Box::new(decoder)
            }
            Self::Zlib => Box::new(flate2::bufread::ZlibDecoder::new(input)),
        })
    }
}

/// An LZ4 frame without content. Appended to what is decoded, it changes nothing, unless the last frame is cut off between
/// two blocks: then it is no block, where the decoder would take the end of the input for that of the frame.
const NO_CONTENT: &[u8] = &[0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82, 0, 0, 0, 0];

/// Goes on with the next LZ4 frame where one ends, with a new decoder: the same one would mix up the sizes of their blocks.
struct Frames<R: BufRead>(Option<FrameDecoder<R>>);

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(decoder) = &mut self.0 {
            let count = decoder.read(buffer)?;
            if count > 0 || buffer.is_empty() || decoder.get_mut().fill_buf()?.is_empty() {
                return Ok(count);
            }
            self.0 = self.0.take().map(|decoder| FrameDecoder::new(decoder.into_inner()));
        }
        Ok(0)
    }
}

impl fmt::Display for Compression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "uncompressed",
            Self::Brotli => "brotli",
            Self::Bzip2 => "bzip2",
            Self::Gzip => "gzip",
            Self::Lzip => "lzip",
            Self::Lz4 => "LZ4",
            Self::Snappy => "Snappy",
            Self::Xz => "xz",
            Self::Zstd => "Zstandard",
            Self::Zlib => "zlib",
        })
    }
}

fn unsupported(format: impl fmt::Display) -> ArchiveError {
    ArchiveError::Unsupported { format: format.to_string(), offered: OFFERED }
}

/// Decompresses `input` to `output`, which gets at most one piece more after `output` fails; the number of bytes.
///
/// # Errors
///
/// When `input` is damaged, cut off or of another format, and what `output` gives.
pub fn decompress(
    compression: Compression,
    input: &mut (dyn BufRead + Send),
    output: &mut dyn FnMut(&[u8]) -> Result<(), ArchiveError>,
) -> Result<u64, ArchiveError> {
    unless_panicking(compression, || pass(compression, input, output))
}

fn pass(
    compression: Compression,
    input: &mut (dyn BufRead + Send),
    output: &mut dyn FnMut(&[u8]) -> Result<(), ArchiveError>,
) -> Result<u64, ArchiveError> {
    let corrupt = |error: io::Error| ArchiveError::Corrupt {
        format: compression.to_string(),
        reason: error.to_string(),
    };
    let mut decoder = compression.decoder(input).map_err(corrupt)?;
    let mut buffer = vec![0; PIECE];
    let mut total = 0;
    loop {
        match decoder.read(&mut buffer) {
            Ok(0) => return Ok(total),
            Ok(count) => {
                output(&buffer[..count])?;
                total += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(corrupt(error)),
        }
    }
}
