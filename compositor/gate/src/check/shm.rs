//! wl_shm, wl_shm_pool and the buffers made from them.

use std::cell::Cell;
use std::os::fd::AsFd;
use std::rc::Rc;

use lisere_policy::Limit;
use rustix::fs::{FileType, fstat, fstatfs};
use rustix::io::fcntl_dupfd_cloexec;

use super::{Call, Verdict, World};
use crate::fault::Fault;
use crate::objects::{Buffer, Data, Mapped, Pool};

const INVALID_FORMAT: u32 = 0;
const INVALID_STRIDE: u32 = 1;
const INVALID_FD: u32 = 2;

/// Formats that every server has: argb8888 and xrgb8888.
const REQUIRED: [u32; 2] = [0, 1];

/// `f_type` of memory files and of `/dev/shm`, by statfs(2).
const TMPFS: u64 = 0x0102_1994;
const HUGETLBFS: u64 = 0x9584_58f6;

pub(super) fn shm(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode != 0 {
        return Ok(Verdict::pass());
    }
    // The file is argument 1 and stands nowhere in the bytes.
    let size = call.args.int(2);
    if size <= 0 {
        return Err(call.fault(INVALID_STRIDE, "a pool has a size"));
    }
    let file = call
        .fds
        .front()
        .ok_or(Fault::method("no file came with the pool"))?;
    if !holds(file, size) {
        let why = "a pool is no larger than its file, which is in memory";
        return Err(call.fault(INVALID_FD, why));
    }
    let bytes = u64::from(size.unsigned_abs());
    world.take(Limit::ShmPools, 1, "the cage has all its pools")?;
    world.take(Limit::Fds, 1, "the cage has all its descriptors")?;
    world.take(Limit::ShmBytes, bytes, "the cage has all its shared memory")?;
    let file = fcntl_dupfd_cloexec(file, 0).map_err(|_| Fault::quota("no descriptor is left"))?;
    let mapped = Rc::new(Mapped(Cell::new(bytes)));
    Ok(Verdict::make(Data::Pool(Pool { file, size, mapped })).costing(31))
}

/// Whether a file has room for a pool, and can be read without waiting for anybody:
/// pages of a file system in user space come when its owner likes.
fn holds(file: impl AsFd, size: i32) -> bool {
    let in_memory = fstatfs(&file).is_ok_and(|found| {
        let kind = u64::try_from(found.f_type).unwrap_or_default() & 0xffff_ffff;
        kind == TMPFS || kind == HUGETLBFS
    });
    in_memory
        && fstat(&file).is_ok_and(|found| {
            FileType::from_raw_mode(found.st_mode) == FileType::RegularFile
                && found.st_size >= i64::from(size)
        })
}

pub(super) fn pool(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    match call.opcode {
        0 => buffer(world, call),
        2 => resize(world, call),
        _ => Ok(Verdict::pass()),
    }
}

fn buffer(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let [offset, width, height, stride] = [1, 2, 3, 4].map(|index| call.args.int(index));
    let format = call.args.uint(5);
    // A program may rely on the first two before it has been told of any.
    if !REQUIRED.contains(&format) && !world.formats.contains(&format) {
        return Err(call.fault(INVALID_FORMAT, "a format that was not offered"));
    }
    let Some(pool) = world.objects.pool(call.id) else {
        return Ok(Verdict::pass());
    };
    let row = i64::from(width).saturating_mul(bytes_of(format));
    let end = i64::from(stride).saturating_mul(i64::from(height));
    let end = end.saturating_add(i64::from(offset));
    let sound = offset >= 0 && width > 0 && height > 0 && i64::from(stride) >= row;
    if !sound || end > i64::from(pool.size) {
        return Err(call.fault(INVALID_STRIDE, "the buffer is not inside its pool"));
    }
    let mapped = Some(Rc::clone(&pool.mapped));
    sides(world, width, height)?;
    let size = (width, height);
    Ok(Verdict::make(Data::Buffer(Buffer {
        size,
        mapped,
        ..Buffer::default()
    }))
    .costing(1))
}

/// Whether a buffer has no side longer than it may.
pub(super) fn sides(world: &World<'_>, width: i32, height: i32) -> Result<(), Fault> {
    let longest = u64::from(width.max(height).unsigned_abs());
    if longest > world.limit(Limit::BufferSidePx) {
        return Err(Fault::quota("a buffer's side is longer than it may be"));
    }
    Ok(())
}

/// Bytes of a pixel in the formats that may be offered; 1 where that is not known.
fn bytes_of(format: u32) -> i64 {
    match &format.to_le_bytes() {
        [0 | 1, 0, 0, 0] => 4,
        [b'A' | b'X' | b'R' | b'B', _, b'2', b'4'] if format != u32::from_le_bytes(*b"RG24") => 4,
        [_, _, b'3', b'0'] => 4,
        [_, _, b'4', b'8' | b'H'] => 8,
        [_, _, b'1', b'6'] => 2,
        _ => 1,
    }
}

fn resize(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let size = call.args.int(0);
    let Some(pool) = world.objects.pool(call.id) else {
        return Ok(Verdict::pass());
    };
    if size < pool.size || !holds(&pool.file, size) {
        let why = "a pool only grows, and no larger than its file";
        return Err(call.fault(INVALID_FD, why));
    }
    let more = u64::from(size.saturating_sub(pool.size).unsigned_abs());
    let mapped = Rc::clone(&pool.mapped);
    world.take(Limit::ShmBytes, more, "the cage has all its shared memory")?;
    mapped.0.set(mapped.0.get().saturating_add(more));
    if let Some(pool) = world.objects.pool_mut(call.id) {
        pool.size = size;
    }
    Ok(Verdict::pass().costing(8))
}

pub(super) fn pool_ended(world: &mut World<'_>, gone: Pool) {
    world.give(Limit::ShmPools, 1);
    world.give(Limit::Fds, 1);
    release(world, gone.mapped);
}

pub(super) fn buffer_ended(world: &mut World<'_>, gone: Buffer) {
    world.give(Limit::GpuBytes, gone.gpu);
    if let Some(mapped) = gone.mapped {
        release(world, mapped);
    }
    for id in gone.icons {
        if let Some(icon) = world.objects.icon_mut(id) {
            icon.gone = true;
        }
    }
}

/// The core unmaps a pool once neither it nor a buffer of it is left.
fn release(world: &mut World<'_>, mapped: Rc<Mapped>) {
    if let Some(last) = Rc::into_inner(mapped) {
        world.give(Limit::ShmBytes, last.0.get());
    }
}
